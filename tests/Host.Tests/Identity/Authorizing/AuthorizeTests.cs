using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using PluginPlatform.Identity.Events;
using PluginPlatform.Sdk.Access;
using static Host.Tests.Identity.Authorizing.Flow;

namespace Host.Tests.Identity.Authorizing;

[Collection(IdentityCollection.Name)]
public sealed class AuthorizeTests(IdentityPlatform platform) : IAsyncLifetime
{
    private IdentityApp _app = null!;
    private Flow _flow = null!;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform);
        _flow = await RegisterAsync(_app);
        _browser = await _flow.SignedInAsync(Roles.Provider);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Authorize_PersonAllows_CodeStateAndIssuerReachTheClient()
    {
        using var answer = await DecideAsync(_browser, _flow.Address());

        var back = Back(answer);
        Assert.Equal(("s t&a=te", IdentityApp.Issuer, "1"), (back["state"].ToString(), back["iss"].ToString(), back["kept"].ToString()));
        Assert.Equal(43, back["code"].ToString().Length);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal(1, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.grants WHERE client_id = $1", _flow.Client.Id));
        Assert.Equal(0, await platform.ScalarAsync<long>(
            "SELECT count(*) FROM platform.authorization_codes WHERE code_hash = convert_to($1, 'UTF8')", back["code"].ToString()));
        Assert.Contains(_app.Events.All, e => e.Kind == SecurityEventKind.AuthorizationGranted);
        Assert.DoesNotContain(back["code"].ToString(), _app.Log.Text);
    }

    [Fact]
    public async Task Authorize_PersonDenies_ClientIsToldAndNothingIsWritten()
    {
        using var answer = await DecideAsync(_browser, _flow.Address(), "deny");

        Assert.Equal(("access_denied", "s t&a=te"), (Back(answer)["error"].ToString(), Back(answer)["state"].ToString()));
        Assert.Equal(IdentityApp.Issuer, Back(answer)["iss"].ToString());
        Assert.Equal(0, await RowsAsync());
    }

    [Theory]
    [InlineData("client_id", null)]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", "a:b")]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "https://evil.test/back")]
    [InlineData("redirect_uri", "https://client.test/back")]
    [InlineData("redirect_uri", "https://client.test/back?kept=1&more=1")]
    [InlineData("redirect_uri", "https://client.test/BACK?kept=1")]
    [InlineData("redirect_uri", "https://client.test:444/back?kept=1")]
    [InlineData("redirect_uri", "https://client.test/x/../back?kept=1")]
    [InlineData("redirect_uri", "https://client.test@evil.test/back?kept=1")]
    [InlineData("redirect_uri", "http://127.0.0.1:80@evil.test/back")]
    [InlineData("redirect_uri", "http://127.0.0.1:4711/other")]
    [InlineData("redirect_uri", "http://127.0.0.2/back")]
    [InlineData("redirect_uri", "https://127.0.0.1/back")]
    [InlineData("redirect_uri", "//evil.test")]
    public async Task Authorize_UnknownClientOrAddress_IsShownAndNeverRedirected(string name, string? value)
    {
        using var answer = await _browser.GetAsync(_flow.Address((name, value)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
        Assert.DoesNotContain("evil.test", await answer.Content.ReadAsStringAsync());
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(0, await RowsAsync());
    }

    // RFC 8252 section 7.3.
    [Theory]
    [InlineData("http://127.0.0.1:4711/back")]
    [InlineData("http://127.0.0.1/back")]
    public async Task Authorize_LoopbackAddressWithAPortOfItsOwn_IsTheRegisteredOne(string redirect)
    {
        using var answer = await DecideAsync(_browser, _flow.Address(("redirect_uri", redirect)));

        Assert.StartsWith(redirect + "?code=", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("scope", "openid nonsense", "invalid_scope")]
    [InlineData("scope", "system/*.rs", "invalid_scope")]
    [InlineData("scope", "openid launch", "invalid_scope")]
    [InlineData("request", "e30.e30.", "request_not_supported")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "often", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("nonce", "a\0b", "invalid_request")]
    public async Task Authorize_BadParameter_IsToldToTheClientWithStateAndIssuer(string name, string? value, string error)
    {
        using var answer = await _browser.GetAsync(_flow.Address((name, value)));

        var back = Back(answer);
        Assert.Equal((error, "s t&a=te", IdentityApp.Issuer), (back["error"].ToString(), back["state"].ToString(), back["iss"].ToString()));
        Assert.False(back.ContainsKey("code"));
        Assert.Equal(0, await RowsAsync());
    }

    [Fact]
    public async Task Authorize_ScopesBeyondTheRegisteredOnes_AreRefused()
    {
        var flow = await RegisterAsync(_app, client => client with { Scopes = ["openid", "user/Patient.rs"] });

        using var answer = await _browser.GetAsync(flow.Address(("scope", "openid user/Patient.cruds")));

        Assert.Equal("invalid_scope", Back(answer)["error"]);
    }

    [Fact]
    public async Task Authorize_ClientWithoutTheGrant_IsUnauthorized()
    {
        var flow = await RegisterAsync(_app, client => client with { Grants = ["client_credentials"] });

        using var answer = await _browser.GetAsync(flow.Address());

        Assert.Equal("unauthorized_client", Back(answer)["error"]);
    }

    [Theory]
    [InlineData("state", true)]
    [InlineData("scope", true)]
    [InlineData("unknown", true)]
    [InlineData("client_id", false)]
    [InlineData("redirect_uri", false)]
    public async Task Authorize_RepeatedParameter_IsRefused(string name, bool reachesClient)
    {
        using var answer = await _browser.GetAsync($"{_flow.Address(("unknown", "x"))}&{name}=again");

        if (reachesClient)
        {
            Assert.Equal("invalid_request", Back(answer)["error"]);
            Assert.Equal(name != "state", Back(answer).ContainsKey("state"));
        }
        else
        {
            Assert.Equal((HttpStatusCode.BadRequest, null), (answer.StatusCode, answer.Headers.Location));
        }
    }

    [Fact]
    public async Task Authorize_OversizedRequest_IsRefusedWithoutRedirect()
    {
        using var longOne = await _browser.GetAsync(_flow.Address(("state", new string('x', 5000))));
        using var many = await _browser.GetAsync(_flow.Address() + string.Concat(Enumerable.Range(0, 60).Select(i => $"&p{i}=1")));

        Assert.Equal(HttpStatusCode.BadRequest, longOne.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, many.StatusCode);
    }

    [Fact]
    public async Task Authorize_DeactivatedClient_IsShownAndNotRedirected()
    {
        await platform.ExecuteAsync("UPDATE platform.clients SET active = false WHERE id = $1", _flow.Client.Id);

        using var answer = await _browser.GetAsync(_flow.Address());

        Assert.Equal((HttpStatusCode.BadRequest, null), (answer.StatusCode, answer.Headers.Location));
    }

    [Fact]
    public async Task Authorize_UserOfAnotherTenant_IsDenied()
    {
        var flow = await RegisterAsync(_app, client => new(client.Id, "clinic", client.Scopes) { Grants = client.Grants, RedirectUris = client.RedirectUris });

        using var answer = await _browser.GetAsync(flow.Address());

        Assert.Equal("access_denied", Back(answer)["error"]);
    }

    [Fact]
    public async Task Authorize_Posted_WorksLikeGet()
    {
        var fields = QueryHelpers.ParseQuery(_flow.Address().Split('?')[1]).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());

        using var signedIn = await _browser.PostAsync("/connect/authorize", fields);
        Assert.Contains("name=\"decision\" value=\"allow\"", await signedIn.Content.ReadAsStringAsync());

        // From a page elsewhere the browser brings no cookie; a link that it follows does.
        using var stranger = new Browser(_app.Address);
        using var again = await stranger.PostAsync("/connect/authorize", fields);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.StartsWith("/connect/authorize?client_id=", again.Headers.Location?.OriginalString, StringComparison.Ordinal);
        fields["redirect_uri"] = "https://evil.test/";
        using var evil = await stranger.PostAsync("/connect/authorize", fields);
        Assert.Equal(HttpStatusCode.BadRequest, evil.StatusCode);
    }

    // Form Post Response Mode section 2.
    [Fact]
    public async Task Authorize_FormPost_PostsToTheClientUnderAPolicyThatNamesIt()
    {
        using var answer = await DecideAsync(_browser, _flow.Address(("response_mode", "form_post"), ("state", "\"><script>")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains($"<form method=\"post\" action=\"{WebUtility.HtmlEncode(Redirect)}\">", html);
        Assert.Equal("\"><script>", Fields(html)["state"]);
        Assert.Equal(IdentityApp.Issuer, Fields(html)["iss"]);
        Assert.Equal(43, Fields(html)["code"].Length);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("form-action 'self' https://client.test;", policy);
        Assert.Contains("script-src 'self';", policy);
        using var script = await _browser.GetAsync("/connect/form-post.js");
        Assert.Equal("text/javascript", script.Content.Headers.ContentType?.MediaType);
    }

    private Task<long> RowsAsync() =>
        platform.ScalarAsync<long>("SELECT count(*) FROM platform.grants WHERE client_id = $1", _flow.Client.Id);
}
