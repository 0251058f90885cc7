using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using static Host.Tests.Identity.Authorizing.Flow;

namespace Host.Tests.Identity.Authorizing;

/// <summary>Userinfo, introspection (RFC 7662) and revocation (RFC 7009).</summary>
[Collection(IdentityCollection.Name)]
public sealed class TokenLifeTests(IdentityPlatform platform) : IAsyncLifetime
{
    private IdentityApp _app = null!;
    private HttpClient _http = null!;
    private Flow _flow = null!;
    private Browser _browser = null!;
    private JsonElement _tokens;

    private string Access => _tokens.GetProperty("access_token").GetString()!;

    private string Refresh => _tokens.GetProperty("refresh_token").GetString()!;

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform);
        _http = _app.Client();
        _flow = await RegisterAsync(_app);
        _browser = await _flow.SignedInAsync(Roles.Provider);
        _tokens = await _flow.TokensAsync(_http, _browser, "openid profile offline_access user/Patient.rs");
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _http.Dispose();
        await _app.DisposeAsync();
    }

    // OpenID Connect Core 1.0 section 5.3.
    [Fact]
    public async Task UserInfo_GoodToken_TellsWhatItsScopesTell()
    {
        using var answer = await _http.WithTokenAsync(Access, "/connect/userinfo");

        var claims = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var who = (await _browser.WhoAsync())!;
        Assert.Equal((who.Id, who.Name), (claims.GetProperty("sub").GetString(), claims.GetProperty("preferred_username").GetString()));
        Assert.False(claims.TryGetProperty("email", out _));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    // RFC 6750 section 3.1.
    [Fact]
    public async Task UserInfo_NoTokenBadTokenOrNoOpenId_IsRefusedWithAChallenge()
    {
        using var none = await _http.GetAsync("/connect/userinfo");
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (none.StatusCode, none.Headers.WwwAuthenticate.ToString()));
        using var bad = await _http.WithTokenAsync("bad", "/connect/userinfo");
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer error=\"invalid_token\""), (bad.StatusCode, bad.Headers.WwwAuthenticate.ToString()));
        var plain = (await _flow.TokensAsync(_http, _browser, "user/Patient.rs")).GetProperty("access_token").GetString()!;
        using var narrow = await _http.WithTokenAsync(plain, "/connect/userinfo");
        Assert.Equal(HttpStatusCode.Forbidden, narrow.StatusCode);
        Assert.Contains("insufficient_scope", narrow.Headers.WwwAuthenticate.ToString());
        var service = await _app.AddClientAsync("system/*.rs");
        using var nobody = await _http.WithTokenAsync(await _http.AccessTokenAsync(service.Id, service.Secret), "/connect/userinfo");
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    [Fact]
    public async Task Introspect_GoodTokens_AreActiveWithTheirParts()
    {
        var access = await IntrospectAsync(Access);
        Assert.True(access.GetProperty("active").GetBoolean());
        Assert.Equal((_flow.Client.Id, "openid profile offline_access user/Patient.rs", "Bearer"),
            (access.GetProperty("client_id").GetString(), access.GetProperty("scope").GetString(), access.GetProperty("token_type").GetString()));
        Assert.Equal((await _browser.WhoAsync())!.Id, access.GetProperty("sub").GetString());
        Assert.True(access.GetProperty("exp").GetInt64() > access.GetProperty("iat").GetInt64());

        Assert.True((await IntrospectAsync(Refresh)).GetProperty("active").GetBoolean());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    public async Task Introspect_WhatIsNoToken_IsInactiveAndNothingElse(string token) =>
        Assert.Equal("{\"active\":false}", (await IntrospectAsync(token)).GetRawText());

    [Fact]
    public async Task Introspect_ExpiredUsedOrSignedOut_IsInactive()
    {
        using var refreshed = await _flow.RefreshAsync(_http, Refresh);
        Assert.False(await IsActiveAsync(Refresh));
        using var signedOut = await _browser.SignOutAsync();
        Assert.False(await IsActiveAsync(Access));
        Assert.True(await IsActiveAsync((await refreshed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("refresh_token").GetString()!));
        _app.Clock.Advance(TimeSpan.FromHours(2));
        Assert.False(await IsActiveAsync(Access));
    }

    [Fact]
    public async Task Introspect_AnotherTenantOrAnotherClientsRefreshToken_IsInactive()
    {
        var clinic = await RegisterAsync(_app, client => new(client.Id, "clinic", client.Scopes) { Grants = client.Grants, RedirectUris = client.RedirectUris });
        var neighbour = await RegisterAsync(_app);

        Assert.Equal("{\"active\":false}", (await IntrospectAsync(Access, clinic)).GetRawText());
        Assert.True((await IntrospectAsync(Access, neighbour)).GetProperty("active").GetBoolean());
        Assert.Equal("{\"active\":false}", (await IntrospectAsync(Refresh, neighbour)).GetRawText());
    }

    [Fact]
    public async Task Introspect_WithoutProofOfTheClient_IsRefused()
    {
        var open = await RegisterAsync(_app, client => client with { IsPublic = true });

        using var none = await _http.TokenAsync(TokenCalls.Form(("token", Access)), path: "/connect/introspect");
        using var wrong = await _http.TokenAsync(TokenCalls.Form(("token", Access)), $"{_flow.Client.Id}:wrong", "/connect/introspect");
        using var named = await _http.TokenAsync(TokenCalls.Form(("token", Access), ("client_id", open.Client.Id)), path: "/connect/introspect");
        using var empty = await _http.TokenAsync(TokenCalls.Form(("x", "y")), $"{_flow.Client.Id}:{_flow.Client.Secret}", "/connect/introspect");

        foreach (var answer in new[] { none, wrong, named })
        {
            Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (answer.StatusCode, await answer.ErrorAsync()));
        }

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (empty.StatusCode, await empty.ErrorAsync()));
    }

    [Fact]
    public async Task Revoke_RefreshToken_EndsItsWholeGrant()
    {
        Assert.Equal(HttpStatusCode.OK, await RevokeAsync(Refresh));

        Assert.False(await WorksAsync());
        using var refreshed = await _flow.RefreshAsync(_http, Refresh);
        Assert.Equal("invalid_grant", await refreshed.ErrorAsync());
    }

    [Fact]
    public async Task Revoke_AccessToken_EndsItAloneAndAtOnce()
    {
        Assert.True(await WorksAsync());

        Assert.Equal(HttpStatusCode.OK, await RevokeAsync(Access));

        Assert.False(await WorksAsync());
        Assert.False(await IsActiveAsync(Access));
        using var refreshed = await _flow.RefreshAsync(_http, Refresh);
        Assert.True(refreshed.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Api_ClientDeactivated_ItsTokensForPeopleOpenNothing()
    {
        Assert.True(await WorksAsync());

        await _app.Services.GetRequiredService<ClientRoster>().ActivateAsync(
            _flow.Client.Id, active: false, Actor.Plugin("tests"), AdminReach.Operator, CancellationToken.None);

        Assert.False(await WorksAsync());
        using var refreshed = await _flow.RefreshAsync(_http, Refresh);
        Assert.Equal("invalid_client", await refreshed.ErrorAsync());
    }

    // RFC 7009 section 2.2: an unknown token is no error; section 2.1: another client's token is left as it is.
    [Fact]
    public async Task Revoke_UnknownOrAnotherClientsToken_DoesNothing()
    {
        var other = await RegisterAsync(_app);

        Assert.Equal(HttpStatusCode.OK, await RevokeAsync("never issued"));
        Assert.Equal(HttpStatusCode.OK, await RevokeAsync(Access, other));
        Assert.Equal(HttpStatusCode.OK, await RevokeAsync(Refresh, other));

        Assert.True(await WorksAsync());
        using var refreshed = await _flow.RefreshAsync(_http, Refresh);
        Assert.True(refreshed.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Revoke_WithoutProofOrToken_IsRefused()
    {
        using var none = await _http.TokenAsync(TokenCalls.Form(("token", Access)), path: "/connect/revoke");
        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        using var empty = await _http.TokenAsync(TokenCalls.Form(("x", "y")), $"{_flow.Client.Id}:{_flow.Client.Secret}", "/connect/revoke");
        Assert.Equal("invalid_request", await empty.ErrorAsync());
        using var twice = await _http.TokenAsync(
            TokenCalls.Form(("token", Access), ("token", Access)), $"{_flow.Client.Id}:{_flow.Client.Secret}", "/connect/revoke");
        Assert.Equal("invalid_request", await twice.ErrorAsync());
        Assert.True(await WorksAsync());
    }

    private async Task<JsonElement> IntrospectAsync(string token, Flow? asked = null)
    {
        var client = (asked ?? _flow).Client;
        using var answer = await _http.TokenAsync(TokenCalls.Form(("token", token)), $"{client.Id}:{client.Secret}", "/connect/introspect");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<bool> IsActiveAsync(string token) => (await IntrospectAsync(token)).GetProperty("active").GetBoolean();

    private async Task<HttpStatusCode> RevokeAsync(string token, Flow? by = null)
    {
        var client = (by ?? _flow).Client;
        using var answer = await _http.TokenAsync(TokenCalls.Form(("token", token)), $"{client.Id}:{client.Secret}", "/connect/revoke");
        return answer.StatusCode;
    }

    private async Task<bool> WorksAsync()
    {
        using var answer = await _http.WithTokenAsync(Access);
        return answer.IsSuccessStatusCode;
    }
}
