using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using PluginPlatform.Sdk.Access;
using static Host.Tests.Identity.Authorizing.Flow;

namespace Host.Tests.Identity.Authorizing;

/// <summary>Pushed authorization requests, RFC 9126.</summary>
[Collection(IdentityCollection.Name)]
public sealed class PushTests(IdentityPlatform platform) : IAsyncLifetime
{
    private IdentityApp _app = null!;
    private HttpClient _http = null!;
    private Flow _flow = null!;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform);
        _http = _app.Client();
        _flow = await RegisterAsync(_app, client => client with { RequirePushedAuthorization = true });
        _browser = await _flow.SignedInAsync(Roles.Provider);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Push_GoodRequest_GivesAnAddressThatGivesOneCode()
    {
        using var pushed = await PushAsync(_flow);
        Assert.Equal(HttpStatusCode.Created, pushed.StatusCode);
        var body = await pushed.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(600, body.GetProperty("expires_in").GetInt32());
        var address = AddressOf(_flow, body.GetProperty("request_uri").GetString()!);

        using var answer = await DecideAsync(_browser, address);
        Assert.Equal("s t&a=te", Back(answer)["state"]);
        using var tokens = await _flow.RedeemAsync(_http, Back(answer)["code"].ToString());
        Assert.True(tokens.IsSuccessStatusCode);

        using var again = await _browser.GetAsync(address);
        Assert.Equal((HttpStatusCode.BadRequest, null), (again.StatusCode, again.Headers.Location));
    }

    [Fact]
    public async Task Push_NobodySignedIn_SurvivesTheSignIn()
    {
        var user = await _app.AddUserAsync(Roles.Nurse);
        using var browser = new Browser(_app.Address);
        using var away = await browser.GetAsync(await PushedAsync());
        var back = QueryHelpers.ParseQuery(away.Headers.Location!.OriginalString.Split('?', 2)[1])["returnUrl"].ToString();
        using var signedIn = await browser.SignInAsync(user, IdentityApp.GoodPassword, back);

        Assert.NotEmpty(await CodeAsync(browser, signedIn.Headers.Location!.OriginalString));
    }

    // Section 4: what stands beside request_uri counts for nothing.
    [Fact]
    public async Task Authorize_ParametersBesideThePushedOnes_AreNotRead()
    {
        using var answer = await DecideAsync(_browser, await PushedAsync() + "&redirect_uri=https://evil.test/&scope=openid&state=other");

        Assert.Equal("s t&a=te", Back(answer)["state"]);
    }

    [Theory]
    [InlineData("redirect_uri", "https://evil.test/", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("scope", "system/*.rs", "invalid_scope")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:x", "invalid_request")]
    [InlineData("client_id", "another", "invalid_request")]
    public async Task Push_BadRequest_IsRefusedAtOnceAndNotKept(string name, string? value, string error)
    {
        using var answer = await PushAsync(_flow, (name, value));

        Assert.Equal((HttpStatusCode.BadRequest, error), (answer.StatusCode, await answer.ErrorAsync()));
        Assert.Equal(0, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.pushed_requests WHERE client_id = $1", _flow.Client.Id));
    }

    [Fact]
    public async Task Push_WithoutProofOfTheClient_IsRefused()
    {
        using var answer = await _http.TokenAsync(TokenCalls.Form([.. Parameters(_flow)]), $"{_flow.Client.Id}:wrong", "/connect/par");

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (answer.StatusCode, await answer.ErrorAsync()));
    }

    // Section 6.
    [Fact]
    public async Task Authorize_NotPushedByAClientThatMust_IsRefused()
    {
        using var answer = await _browser.GetAsync(_flow.Address());

        Assert.Equal("invalid_request", Back(answer)["error"]);
    }

    [Fact]
    public async Task Authorize_UnknownExpiredOrAnotherClientsAddress_IsShownAndNotRedirected()
    {
        var other = await RegisterAsync(_app);
        var own = await PushedAsync();
        var stolen = own.Replace(Uri.EscapeDataString(_flow.Client.Id), Uri.EscapeDataString(other.Client.Id), StringComparison.Ordinal);
        foreach (var address in new[] { AddressOf(_flow, "urn:ietf:params:oauth:request_uri:never"), stolen })
        {
            using var answer = await _browser.GetAsync(address);
            Assert.Equal((HttpStatusCode.BadRequest, null), (answer.StatusCode, answer.Headers.Location));
        }

        _app.Clock.Advance(TimeSpan.FromMinutes(11));
        using var late = await _browser.GetAsync(own);
        Assert.Equal((HttpStatusCode.BadRequest, null), (late.StatusCode, late.Headers.Location));
    }

    [Fact]
    public async Task Authorize_RequestUriOnTheWeb_IsNotFetched()
    {
        var plain = await RegisterAsync(_app);

        using var answer = await _browser.GetAsync(plain.Address(("request_uri", "https://client.test/request.jwt")));

        Assert.Equal("request_uri_not_supported", Back(answer)["error"]);
    }

    private async Task<string> PushedAsync()
    {
        using var answer = await PushAsync(_flow);
        return AddressOf(_flow, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("request_uri").GetString()!);
    }

    private static string AddressOf(Flow flow, string requestUri) => QueryHelpers.AddQueryString(
        "/connect/authorize", new Dictionary<string, string?> { ["client_id"] = flow.Client.Id, ["request_uri"] = requestUri });

    private Task<HttpResponseMessage> PushAsync(Flow flow, params (string Name, string? Value)[] changes) =>
        _http.TokenAsync(TokenCalls.Form([.. Parameters(flow, changes)]), $"{flow.Client.Id}:{flow.Client.Secret}", "/connect/par");

    private static IEnumerable<(string, string)> Parameters(Flow flow, params (string Name, string? Value)[] changes) =>
        QueryHelpers.ParseQuery(flow.Address(changes).Split('?', 2)[1]).Select(pair => (pair.Key, pair.Value.ToString()));
}
