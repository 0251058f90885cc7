using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Seeding;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class AccountTests(IdentityPlatform platform)
{
    private static readonly Actor Tester = Actor.Plugin("tests");

    [Fact]
    public async Task Seed_Twice_GivesTheDemoAccountsOnce()
    {
        await using var app = await IdentityApp.StartAsync(platform, options => options.DemoPasswords = true);
        var seed = app.Services.GetRequiredService<DemoSeed>();
        await seed.SeedAsync(CancellationToken.None);
        await seed.SeedAsync(CancellationToken.None);

        foreach (var (name, permission, charts) in new[]
        {
            ("clinician@demo", "record:read", true), ("nurse@demo", "record:read", true), ("admin@demo", "plugins:manage", false),
            ("patient@demo", "shell:use", true),
        })
        {
            using var browser = new Browser(app.Address);
            using var answer = await browser.SignInAsync(name, DemoSeed.Password);
            var who = await browser.WhoAsync();
            Assert.Equal("demo", who?.Tenant);
            Assert.Contains(permission, who!.Permissions);
            Assert.Equal(charts, who.ReadsPatients);
        }

        using var http = app.Client();
        Assert.NotEmpty(await http.AccessTokenAsync(DemoSeed.ClientId, DemoSeed.ClientSecret, "system/*.cruds"));
    }

    [Fact]
    public async Task Seed_WithoutDemoPasswords_IsRefused()
    {
        await using var app = await IdentityApp.StartAsync(platform);
        await platform.ExecuteAsync("DELETE FROM platform.users WHERE tenant_id = 'demo'");

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => app.Services.GetRequiredService<DemoSeed>().SeedAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("eleven char", "IDN-2014")]
    [InlineData("aaaaaaaaaaaa", "IDN-2014")]
    [InlineData("twelve chars", null)]
    public async Task AddUser_ProductionPolicy_AsksForLengthAndVariety(string password, string? code)
    {
        await using var app = await IdentityApp.StartAsync(platform);

        var outcome = await AddAsync(app, new(IdentityApp.Fresh("user"), IdentityPlatform.Tenant, [Roles.Nurse]) { Password = password });

        Assert.Equal(code, (outcome as AddUserOutcome.Refused)?.Code);
    }

    [Fact]
    public async Task AddUser_PasswordGenerated_SignsIn()
    {
        await using var app = await IdentityApp.StartAsync(platform);

        var added = Assert.IsType<AddUserOutcome.Added>(
            await AddAsync(app, new(IdentityApp.Fresh("user"), IdentityPlatform.Tenant, [Roles.SuperAdmin])));

        using var browser = new Browser(app.Address);
        using var answer = await browser.SignInAsync(added.UserName, added.GeneratedPassword!);
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task AddUser_TheSameNameAtOnce_IsAddedOnce()
    {
        await using var app = await IdentityApp.StartAsync(platform);
        var user = new NewUser(IdentityApp.Fresh("user"), IdentityPlatform.Tenant, [Roles.Nurse]) { Password = IdentityApp.GoodPassword };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => AddAsync(app, user))));

        Assert.Single(outcomes.OfType<AddUserOutcome.Added>());
        Assert.Equal(5, outcomes.OfType<AddUserOutcome.Refused>().Count(refused => refused.Code == "IDN-2013"));
    }

    [Fact]
    public async Task AddUser_AgainstARule_WritesNothing()
    {
        await using var app = await IdentityApp.StartAsync(platform);
        var name = await app.AddUserAsync(Roles.Nurse);
        var before = await platform.ScalarAsync<long>("SELECT count(*) FROM platform.users");

        Assert.Equal("IDN-2011", await CodeAsync(app, new NewUser("a", "nowhere", [Roles.Nurse])));
        Assert.Equal("IDN-2012", await CodeAsync(app, new NewUser("a", IdentityPlatform.Tenant, ["chief"])));
        Assert.Equal("IDN-2012", await CodeAsync(app, new NewUser("a", IdentityPlatform.Tenant, [])));
        Assert.Equal("IDN-2013", await CodeAsync(app, new NewUser(name.ToUpperInvariant(), IdentityPlatform.Tenant, [Roles.Nurse])));
        Assert.Equal("IDN-2014", await CodeAsync(app, new NewUser("a name/with <signs>", IdentityPlatform.Tenant, [Roles.Nurse])));
        Assert.Equal("IDN-2014", await CodeAsync(app, new NewUser(new string('a', 257), IdentityPlatform.Tenant, [Roles.Nurse])));
        Assert.Equal("IDN-2014", await CodeAsync(app, new NewUser("a", IdentityPlatform.Tenant, [Roles.Nurse]) { DisplayName = "a\0b" }));
        Assert.Equal(before, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.users"));
    }

    [Fact]
    public async Task AddClient_AgainstARule_WritesNothing()
    {
        await using var app = await IdentityApp.StartAsync(platform);
        var client = await app.AddClientAsync("system/*.rs");
        var before = await platform.ScalarAsync<long>("SELECT count(*) FROM platform.clients");

        Assert.Equal("IDN-2001", await CodeAsync(app, new NewClient("with:colon", IdentityPlatform.Tenant, ["system/*.rs"])));
        Assert.Equal("IDN-2002", await CodeAsync(app, new NewClient("a", "nowhere", ["system/*.rs"])));
        Assert.Equal("IDN-2003", await CodeAsync(app, new NewClient("a", IdentityPlatform.Tenant, ["all"])));
        Assert.Equal("IDN-2003", await CodeAsync(app, new NewClient("a", IdentityPlatform.Tenant, [])));
        Assert.Equal("IDN-2004", await CodeAsync(app, new NewClient(client.Id, IdentityPlatform.Tenant, ["system/*.rs"])));
        Assert.Equal("IDN-2005", await CodeAsync(app, new NewClient("a", IdentityPlatform.Tenant, ["system/*.rs"]) { Grants = ["password"] }));
        Assert.Equal(before, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.clients"));
    }

    private static async Task<AddUserOutcome> AddAsync(IdentityApp app, NewUser user)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UserDirectory>().AddAsync(user, Tester, CancellationToken.None);
    }

    private static async Task<string?> CodeAsync(IdentityApp app, NewUser user) =>
        (await AddAsync(app, user with { Password = IdentityApp.GoodPassword }) as AddUserOutcome.Refused)?.Code;

    private static async Task<string?> CodeAsync(IdentityApp app, NewClient client) =>
        (await app.Services.GetRequiredService<ClientDirectory>().AddAsync(client, Tester, CancellationToken.None)
            as AddClientOutcome.Refused)?.Code;
}
