using System.Net;
using PluginPlatform.Sdk.Access;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class CrossSiteTests(IdentityPlatform platform)
{
    public static TheoryData<string, string, bool> Proofs => new()
    {
        { "Sec-Fetch-Site", "same-origin", true },
        { "Sec-Fetch-Site", "cross-site", false },
        { "Sec-Fetch-Site", "same-site", false },
        { "Sec-Fetch-Site", "none", false },
        { "Origin", "SELF", true },
        { "Origin", IdentityApp.Issuer, true },
        { "Origin", "https://evil.test", false },
        { "Origin", "null", false },
        { "X-Nothing", "1", false },
    };

    [Theory]
    [MemberData(nameof(Proofs))]
    public async Task Write_WithOnlyACookie_NeedsProofOfOrigin(string header, string value, bool allowed)
    {
        await using var app = await IdentityApp.StartAsync(platform);
        using var browser = new Browser(app.Address);
        using var signedIn = await browser.SignInAsync(await app.AddUserAsync(Roles.Provider), IdentityApp.GoodPassword);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/test/write");
        request.Headers.TryAddWithoutValidation(header, value == "SELF" ? app.Address.GetLeftPart(UriPartial.Authority) : value);

        using var answer = await browser.SendAsync(request);

        Assert.Equal(allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Write_WithAntiforgeryHeader_IsAllowed()
    {
        await using var app = await IdentityApp.StartAsync(platform);
        using var browser = new Browser(app.Address);
        using var signedIn = await browser.SignInAsync(await app.AddUserAsync(Roles.Provider), IdentityApp.GoodPassword);
        using var get = new HttpRequestMessage(HttpMethod.Get, "/form");
        using var form = await browser.SendAsync(get);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/test/write");
        request.Headers.Add("RequestVerificationToken", await form.Content.ReadAsStringAsync());

        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Write_WithBearerToken_NeedsNoProof()
    {
        await using var app = await IdentityApp.StartAsync(platform);
        using var http = app.Client();
        var client = await app.AddClientAsync("system/*.cruds");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/test/write");
        request.Headers.Authorization = new("Bearer", await http.AccessTokenAsync(client.Id, client.Secret));
        request.Headers.Add("Origin", "https://app.test");

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
