using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.SetUp;
using PluginPlatform.Sdk.Access;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed partial class SetupTests(IdentityPlatform platform) : IAsyncLifetime
{
    private IdentityApp _app = null!;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform);
        _browser = new(_app.Address);
        await platform.ExecuteAsync(
            "DELETE FROM platform.user_roles WHERE role_id = (SELECT id FROM platform.roles WHERE name = 'super_admin')");
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Link_UsedOnce_MakesAnAdministratorAndIsSpent()
    {
        var token = await TokenAsync();
        var name = IdentityApp.Fresh("admin");

        using var weak = await PostAsync(token, name, "short");
        using var made = await PostAsync(token, name, IdentityApp.GoodPassword);
        using var again = await GetAsync(token);

        Assert.Equal(HttpStatusCode.BadRequest, weak.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using var signedIn = await _browser.SignInAsync(name, IdentityApp.GoodPassword);
        Assert.Contains("users:manage", (await _browser.WhoAsync())!.Permissions);
        Assert.Null(await _app.Services.GetRequiredService<SetupLinks>().CreateIfNeededAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Link_OlderThanAnHour_IsClosed()
    {
        var token = await TokenAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(61));

        using var answer = await GetAsync(token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Link_AnAdministratorExistsMeanwhile_IsClosed()
    {
        var token = await TokenAsync();
        await _app.AddUserAsync(Roles.SuperAdmin);

        using var answer = await GetAsync(token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("guess")]
    public async Task Link_UnknownToken_IsClosed(string token)
    {
        using var answer = await GetAsync(token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Link_InDatabase_IsOnlyAHash()
    {
        var token = await TokenAsync();

        Assert.Equal(0L, await platform.ScalarAsync<long>(
            "SELECT count(*) FROM platform.setup_links l WHERE l::text LIKE '%' || $1 || '%' OR encode(l.token_hash, 'escape') LIKE '%' || $1 || '%'", token));
    }

    private async Task<string> TokenAsync()
    {
        var link = await _app.Services.GetRequiredService<SetupLinks>().CreateIfNeededAsync(CancellationToken.None);
        return link!.Query["?token=".Length..];
    }

    private Task<HttpResponseMessage> GetAsync(string token) =>
        _browser.SendAsync(new(HttpMethod.Get, $"/connect/setup?token={token}"));

    private async Task<HttpResponseMessage> PostAsync(string token, string name, string password)
    {
        using var page = await GetAsync(token);
        var field = AntiforgeryField().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        return await _browser.PostAsync("/connect/setup", new()
        {
            ["token"] = token,
            ["tenant"] = IdentityPlatform.Tenant,
            ["username"] = name,
            ["password"] = password,
            ["__RequestVerificationToken"] = field,
        });
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]*)\"")]
    private static partial Regex AntiforgeryField();
}
