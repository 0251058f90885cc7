using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using PluginPlatform.Sdk.Access;
using static Host.Tests.Identity.Authorizing.Flow;

namespace Host.Tests.Identity.Authorizing;

/// <summary>OpenID Connect RP-Initiated Logout 1.0.</summary>
[Collection(IdentityCollection.Name)]
public sealed class LogoutTests(IdentityPlatform platform) : IAsyncLifetime
{
    private const string After = "https://client.test/bye";

    private IdentityApp _app = null!;
    private HttpClient _http = null!;
    private Flow _flow = null!;
    private Browser _browser = null!;
    private JsonElement _tokens;

    private string IdToken => _tokens.GetProperty("id_token").GetString()!;

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform);
        _http = _app.Client();
        _flow = await RegisterAsync(_app, client => client with { PostLogoutRedirectUris = [After] });
        _browser = await _flow.SignedInAsync(Roles.Provider);
        _tokens = await _flow.TokensAsync(_http, _browser, "openid user/Patient.rs");
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Logout_IdTokenOfThisSession_EndsItAndReturnsToTheClient()
    {
        _app.Clock.Advance(TimeSpan.FromMinutes(10));

        using var answer = await _browser.GetAsync(Address(("id_token_hint", IdToken), ("post_logout_redirect_uri", After), ("state", "s&1")));

        Assert.Equal(After + "?state=s%261", answer.Headers.Location?.OriginalString);
        Assert.Null(await _browser.WhoAsync());
        using var token = await _http.WithTokenAsync(_tokens.GetProperty("access_token").GetString()!);
        Assert.Equal(HttpStatusCode.Unauthorized, token.StatusCode);
    }

    // The client's own server may bring the token where the browser's cookie does not come along.
    [Fact]
    public async Task Logout_IdTokenWithoutCookie_EndsTheSessionItNames()
    {
        using var stranger = new Browser(_app.Address);
        using var answer = await stranger.PostAsync("/connect/logout", new() { ["id_token_hint"] = IdToken });

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        using var token = await _http.WithTokenAsync(_tokens.GetProperty("access_token").GetString()!);
        Assert.Equal(HttpStatusCode.Unauthorized, token.StatusCode);
    }

    [Fact]
    public async Task Logout_WithoutIdToken_AsksFirst()
    {
        using var page = await _browser.GetAsync(Address(("client_id", _flow.Client.Id), ("post_logout_redirect_uri", After)));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.NotNull(await _browser.WhoAsync());
        var fields = Fields(await page.Content.ReadAsStringAsync());

        // A page elsewhere cannot press the button.
        using var forged = await _browser.PostAsync("/connect/logout", new(fields) { ["__RequestVerificationToken"] = "" });
        Assert.NotNull(await _browser.WhoAsync());

        using var answer = await _browser.PostAsync("/connect/logout", fields);
        Assert.Equal(After, answer.Headers.Location?.OriginalString);
        Assert.Null(await _browser.WhoAsync());
    }

    [Fact]
    public async Task Logout_IdTokenOfAnotherSession_AsksFirst()
    {
        using var other = await _flow.SignedInAsync(Roles.Nurse);

        using var page = await other.GetAsync(Address(("id_token_hint", IdToken)));

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.NotNull(await other.WhoAsync());
        Assert.NotNull(await _browser.WhoAsync());
    }

    [Theory]
    [InlineData("post_logout_redirect_uri", "https://evil.test/")]
    [InlineData("post_logout_redirect_uri", "https://client.test/bye/")]
    [InlineData("post_logout_redirect_uri", "https://client.test/back?kept=1")]
    [InlineData("id_token_hint", "a.b.c")]
    [InlineData("id_token_hint", "eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("client_id", "someone-else")]
    public async Task Logout_WrongAddressTokenOrClient_IsRefusedAndNobodyIsSignedOutOrRedirected(string name, string value)
    {
        var parameters = new Dictionary<string, string?> { ["id_token_hint"] = IdToken, ["post_logout_redirect_uri"] = After, [name] = value };

        using var answer = await _browser.GetAsync(QueryHelpers.AddQueryString("/connect/logout", parameters));

        Assert.Equal((HttpStatusCode.BadRequest, null), (answer.StatusCode, answer.Headers.Location));
        Assert.NotNull(await _browser.WhoAsync());
    }

    [Fact]
    public async Task Logout_AddressWithoutClientOrRepeatedParameter_IsRefused()
    {
        using var unknown = await _browser.GetAsync(Address(("post_logout_redirect_uri", After)));
        using var twice = await _browser.GetAsync(Address(("state", "a")) + "&state=b");
        using var access = await _browser.GetAsync(Address(("id_token_hint", _tokens.GetProperty("access_token").GetString()!)));

        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, access.StatusCode);
        Assert.NotNull(await _browser.WhoAsync());
    }

    private static string Address(params (string Name, string Value)[] parameters) => QueryHelpers.AddQueryString(
        "/connect/logout", parameters.Select(parameter => KeyValuePair.Create<string, string?>(parameter.Name, parameter.Value)));
}
