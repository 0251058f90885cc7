using System.Net;
using PluginPlatform.Sdk.Access;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class RestartTests(IdentityPlatform platform)
{
    [Fact]
    public async Task Restart_SessionAndToken_GoOn()
    {
        var clock = new TestClock();
        string cookie, token;
        await using (var before = await IdentityApp.StartAsync(platform, clock: clock))
        {
            using var browser = new Browser(before.Address);
            using var signedIn = await browser.SignInAsync(await before.AddUserAsync(Roles.Nurse), IdentityApp.GoodPassword);
            cookie = browser.Cookies.GetCookies(before.Address)["platform.session"]!.Value;
            using var http = before.Client();
            var client = await before.AddClientAsync("system/*.rs");
            token = await http.AccessTokenAsync(client.Id, client.Secret);
        }

        await using var after = await IdentityApp.StartAsync(platform, clock: clock);
        var cookies = new CookieContainer();
        cookies.Add(after.Address, new Cookie("platform.session", cookie));
        using var again = new Browser(after.Address, cookies);
        using var plain = after.Client();

        Assert.NotNull(await again.WhoAsync());
        Assert.Equal(HttpStatusCode.OK, (await plain.WithTokenAsync(token)).StatusCode);
    }

    [Fact]
    public async Task DataProtectionKeys_InDatabase_AreEncrypted()
    {
        await using var app = await IdentityApp.StartAsync(platform);
        using var http = app.Client();
        await http.GetStringAsync("/form");

        var xml = await platform.ScalarAsync<string>("SELECT string_agg(xml, ' ') FROM platform.data_protection_keys");

        Assert.Contains("encryptedKey", xml);
        Assert.DoesNotContain("masterKey", xml);
    }
}
