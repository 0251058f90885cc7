using System.Text.Json;
using Host.Tests.Plugins;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Testing;

namespace Host.Tests.Admin;

/// <summary>One who runs a tenant administers its users and nothing else; one who runs the platform all of them.</summary>
[Collection(AdministrationCollection.Name)]
public sealed class UserAdministrationTests(FixturePlatform fixture)
{
    private const string Password = "lantern over the quiet harbour";

    private static int _names;

    private TestPlatform Platform => fixture.Platform;

    [Fact]
    public async Task List_ByTheTenantsAdministrator_ShowsItsUsersAndNoOther()
    {
        var stranger = await AddAsync("other", Roles.Nurse);
        using var admin = await OrgAdminAsync("demo");

        var (status, users) = await admin.AskAsync(HttpMethod.Get, "/admin/api/users?limit=200");
        var (_, searched) = await admin.AskAsync(HttpMethod.Get, $"/admin/api/users?search={stranger}");
        var (_, asked) = await admin.AskAsync(HttpMethod.Get, "/admin/api/users?tenant=other");

        Assert.Equal(200, status);
        Assert.Contains(users.EnumerateArray(), user => user.GetProperty("userName").GetString() == "nurse@demo");
        Assert.All(users.EnumerateArray(), user => Assert.Equal("demo", user.GetProperty("tenant").GetString()));
        Assert.Equal(0, searched.GetArrayLength());
        Assert.Equal(0, asked.GetArrayLength());
    }

    [Fact]
    public async Task List_ByThePlatformsAdministrator_ShowsEveryTenant()
    {
        var stranger = await AddAsync("other", Roles.Nurse);
        using var admin = await Platform.AdminAsync("admin@demo");

        var (_, users) = await admin.AskAsync(HttpMethod.Get, $"/admin/api/users?search={stranger}");

        Assert.Equal("other", Assert.Single(users.EnumerateArray()).GetProperty("tenant").GetString());
    }

    [Fact]
    public async Task List_InPages_GivesEveryUserOnce()
    {
        using var admin = await Platform.AdminAsync("admin@demo");
        var seen = new List<string>();
        for (string? after = null; ;)
        {
            var (_, page) = await admin.AskAsync(HttpMethod.Get, $"/admin/api/users?limit=2&tenant=demo{(after is null ? "" : "&after=" + Uri.EscapeDataString(after))}");
            seen.AddRange(page.EnumerateArray().Select(user => user.GetProperty("userName").GetString()!));
            if (page.GetArrayLength() < 2)
            {
                break;
            }

            after = seen[^1];
        }

        Assert.Equal(await Platform.ScalarAsync<long>("SELECT count(*) FROM platform.users WHERE tenant_id = 'demo'"), seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/deactivate")]
    [InlineData("POST", "/activate")]
    [InlineData("PUT", "/roles")]
    public async Task User_OfAnotherTenant_IsAnsweredAsOneThatDoesNotExist(string method, string action)
    {
        var stranger = await AddAsync("other", Roles.Nurse);
        var before = await RowAsync(stranger);
        using var admin = await OrgAdminAsync("demo");
        var body = action == "/roles" ? new { roles = new[] { Roles.Provider } } : null;

        var theirs = await admin.AskAsync(new(method), $"/admin/api/users/{stranger}{action}", body);
        var nobody = await admin.AskAsync(new(method), $"/admin/api/users/{Guid.Empty}{action}", body);

        Assert.Equal(404, theirs.Status);
        Assert.Equal(Text(nobody.Body), Text(theirs.Body));
        Assert.Equal(before, await RowAsync(stranger));
    }

    [Fact]
    public async Task Add_InAnotherTenant_IsAnsweredAsATenantThatDoesNotExist()
    {
        await Platform.Services.GetRequiredService<TenantDirectory>().AddAsync("other", "Other", CancellationToken.None);
        using var admin = await OrgAdminAsync("demo");
        var before = await Platform.ScalarAsync<long>("SELECT count(*) FROM platform.users");

        var there = await admin.AskAsync(HttpMethod.Post, "/admin/api/users", new { userName = "x", tenant = "other", roles = new[] { Roles.Nurse } });
        var nowhere = await admin.AskAsync(HttpMethod.Post, "/admin/api/users", new { userName = "x", tenant = "nowhere", roles = new[] { Roles.Nurse } });

        Assert.Equal((400, "IDN-2011"), (there.Status, there.Body.Code()));
        Assert.Equal(Text(nowhere.Body).Replace("nowhere", "other", StringComparison.Ordinal), Text(there.Body));
        Assert.Equal(before, await Platform.ScalarAsync<long>("SELECT count(*) FROM platform.users"));
    }

    [Fact]
    public async Task Client_InAnotherTenant_IsNotRegistered()
    {
        await Platform.Services.GetRequiredService<TenantDirectory>().AddAsync("other", "Other", CancellationToken.None);
        using var admin = await OrgAdminAsync("demo");

        var there = await admin.AskAsync(HttpMethod.Post, "/admin/api/clients", new { id = "their-client", tenant = "other", scopes = new[] { "system/*.rs" } });
        var here = await admin.AskAsync(HttpMethod.Post, "/admin/api/clients", new { id = "our-client", tenant = "demo", scopes = new[] { "system/*.rs" } });

        Assert.Equal((400, "IDN-2002"), (there.Status, there.Body.Code()));
        Assert.Equal(200, here.Status);
        Assert.Equal(0, await Platform.ScalarAsync<long>("SELECT count(*) FROM platform.clients WHERE id = 'their-client'"));
    }

    [Fact]
    public async Task Add_ByTheTenantsAdministrator_GivesAPasswordThatSignsIn()
    {
        using var admin = await OrgAdminAsync("demo");
        var name = Fresh();

        var (status, added) = await admin.AskAsync(HttpMethod.Post, "/admin/api/users", new { userName = name, roles = new[] { Roles.Provider } });

        Assert.Equal(200, status);
        Assert.Equal("demo", added.GetProperty("tenant").GetString());
        using var user = await Platform.SignedInAsync(name, added.GetProperty("generatedPassword").GetString()!);
        using var home = await user.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.True(home.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Roles_AboveTheAdministratorsOwn_AreNeitherGivenNorTaken()
    {
        var nurse = await AddAsync("demo", Roles.Nurse);
        using var admin = await OrgAdminAsync("demo");
        var users = await Platform.ScalarAsync<long>("SELECT count(*) FROM platform.users");
        var chief = await RowAsync("admin@demo");

        var added = await admin.AskAsync(HttpMethod.Post, "/admin/api/users", new { userName = Fresh(), roles = new[] { Roles.SuperAdmin } });
        var given = await admin.AskAsync(HttpMethod.Put, $"/admin/api/users/{nurse}/roles", new { roles = new[] { Roles.Nurse, Roles.SuperAdmin } });
        var taken = await admin.AskAsync(HttpMethod.Put, "/admin/api/users/admin@demo/roles", new { roles = new[] { Roles.Nurse } });
        var shut = await admin.AskAsync(HttpMethod.Post, "/admin/api/users/admin@demo/deactivate");

        Assert.All(new[] { added, given, taken, shut }, answer => Assert.Equal((403, "IDN-2016"), (answer.Status, answer.Body.Code())));
        Assert.Equal(users, await Platform.ScalarAsync<long>("SELECT count(*) FROM platform.users"));
        Assert.Equal(chief, await RowAsync("admin@demo"));
        Assert.EndsWith("|nurse", await RowAsync(nurse), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deactivate_EndsSessionsAndSignIn_UntilActivatedAgain()
    {
        var name = await AddAsync("demo", Roles.Nurse);
        using var nurse = await Platform.SignedInAsync(name, Password);
        using var admin = await OrgAdminAsync("demo");

        var (status, user) = await admin.AskAsync(HttpMethod.Post, $"/admin/api/users/{name}/deactivate");

        Assert.Equal((200, false), (status, user.GetProperty("active").GetBoolean()));
        Assert.Equal(0, await Platform.ScalarAsync<long>(
            $"SELECT count(*) FROM platform.user_sessions s JOIN platform.users u ON u.id = s.user_id WHERE u.user_name = '{name}' AND s.ended_at IS NULL"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Platform.SignedInAsync(name, Password));
        await admin.AskAsync(HttpMethod.Post, $"/admin/api/users/{name}/activate");
        using var again = await Platform.SignedInAsync(name, Password);
        Assert.Equal(2, await Platform.ScalarAsync<long>(
            $"SELECT count(*) FROM platform.audit_event WHERE action = 'account' AND detail IN ('user_deactivated', 'user_activated') AND request_id = '{user.GetProperty("id").GetString()}'"));
    }

    [Fact]
    public async Task Deactivate_WhenTheTrailCannotBeWritten_ChangesNothing()
    {
        await using var platform = await TestPlatform.StartAsync(FixturePlatform.Options(FixturePlatform.WellBehaved), TestContext.Current.CancellationToken);
        using var admin = await platform.AdminAsync("admin@demo");
        await using (var revoke = platform.Superuser.CreateCommand("REVOKE INSERT ON platform.audit_event FROM pp_kernel"))
        {
            await revoke.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var (status, _) = await admin.AskAsync(HttpMethod.Post, "/admin/api/users/nurse@demo/deactivate");

        Assert.True(status >= 500);
        Assert.Equal(1, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.users WHERE user_name = 'nurse@demo' AND lockout_end IS NULL"));
    }

    [Fact]
    public async Task Oneself_AndTheLastAdministrator_StayIn()
    {
        using var admin = await Platform.AdminAsync("admin@demo");
        var name = await AddAsync("demo", Roles.OrgAdmin);
        using var second = await Platform.AdminAsync(name, Password);

        var shut = await admin.AskAsync(HttpMethod.Post, "/admin/api/users/admin@demo/deactivate");
        var stripped = await admin.AskAsync(HttpMethod.Put, "/admin/api/users/admin@demo/roles", new { roles = new[] { Roles.OrgAdmin } });
        var own = await second.AskAsync(HttpMethod.Post, $"/admin/api/users/{name}/deactivate");

        Assert.Equal((409, "IDN-2018"), (shut.Status, shut.Body.Code()));
        Assert.Equal((409, "IDN-2017"), (stripped.Status, stripped.Body.Code()));
        Assert.Equal((409, "IDN-2018"), (own.Status, own.Body.Code()));
    }

    [Fact]
    public async Task Page_ShowsTheOwnTenantsUsers_OnlyToThoseWhoAdministerThem()
    {
        var stranger = await AddAsync("other", Roles.Nurse);
        using var admin = await OrgAdminAsync("demo");
        using var nurse = await Platform.AdminAsync("nurse@demo");
        admin.DefaultRequestHeaders.Add("Accept", "text/html");
        nurse.DefaultRequestHeaders.Add("Accept", "text/html");

        var page = await admin.GetStringAsync("/admin/users", TestContext.Current.CancellationToken);
        using var refused = await nurse.GetAsync("/admin/users", TestContext.Current.CancellationToken);

        Assert.Contains("clinician@demo", page, StringComparison.Ordinal);
        Assert.DoesNotContain(stranger, page, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory]
    [InlineData("clinician@demo")]
    [InlineData("nurse@demo")]
    [InlineData("patient@demo")]
    public async Task Users_WithoutAdministration_AreForbidden(string name)
    {
        using var client = await Platform.AdminAsync(name);

        Assert.Equal(403, (await client.AskAsync(HttpMethod.Get, "/admin/api/users")).Status);
        Assert.Equal(403, (await client.AskAsync(HttpMethod.Post, "/admin/api/users", new { userName = "x", roles = new[] { Roles.Nurse } })).Status);
        Assert.Equal(403, (await client.AskAsync(HttpMethod.Put, "/admin/api/users/nurse@demo/roles", new { roles = new[] { Roles.SuperAdmin } })).Status);
    }

    [Theory]
    [InlineData("/admin/api/plugins/hello/switch")]
    [InlineData("/admin/api/tenants")]
    [InlineData("/admin/api/events/dead-letters/hello/replay")]
    public async Task Platform_ByTheTenantsAdministrator_IsForbidden(string path)
    {
        using var admin = await OrgAdminAsync("demo");

        Assert.Equal(403, (await admin.AskAsync(HttpMethod.Post, path, new { id = "new", enabled = true, reason = "none" })).Status);
    }

    private static string Text(JsonElement body) =>
        body.GetProperty("title").GetString() + body.GetProperty("detail").GetString() + body.GetProperty("code").GetString();

    private static string Fresh() => $"user-{Interlocked.Increment(ref _names)}@admin.test";

    private Task<string> RowAsync(string user) => Platform.ScalarAsync<string>($"""
        SELECT concat_ws('|', u.tenant_id, u.lockout_end, u.security_stamp,
            (SELECT string_agg(r.name, ',' ORDER BY r.name) FROM platform.user_roles ur JOIN platform.roles r ON r.id = ur.role_id WHERE ur.user_id = u.id))
        FROM platform.users u WHERE user_name = '{user}'
        """);

    private async Task<string> AddAsync(string tenant, string role)
    {
        await Platform.Services.GetRequiredService<TenantDirectory>().AddAsync(tenant, tenant, CancellationToken.None);
        await using var scope = Platform.Services.CreateAsyncScope();
        var user = new NewUser(Fresh(), tenant, [role]) { Password = Password };
        Assert.IsType<AddUserOutcome.Added>(await scope.ServiceProvider.GetRequiredService<UserDirectory>().AddAsync(user, Actor.Plugin("tests"), CancellationToken.None));
        return user.UserName;
    }

    private async Task<HttpClient> OrgAdminAsync(string tenant) => await Platform.AdminAsync(await AddAsync(tenant, Roles.OrgAdmin), Password);
}
