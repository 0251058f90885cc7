using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Events;
using PluginPlatform.Sdk.Access;
using static Host.Tests.Identity.Authorizing.Flow;

namespace Host.Tests.Identity.Authorizing;

[Collection(IdentityCollection.Name)]
public sealed class CodeGrantTests(IdentityPlatform platform) : IAsyncLifetime
{
    private IdentityApp _app = null!;
    private HttpClient _http = null!;
    private Flow _flow = null!;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform);
        _http = _app.Client();
        _flow = await RegisterAsync(_app);
        _browser = await _flow.SignedInAsync(Roles.Provider);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _http.Dispose();
        await _app.DisposeAsync();
    }

    // OpenID Connect Core 1.0 sections 2 and 3.1.3.
    [Fact]
    public async Task Code_Redeemed_GivesAnIdTokenThatVerifiesWithThePublishedKey()
    {
        var tokens = await _flow.TokensAsync(_http, _browser, "openid profile user/Patient.rs");

        Assert.False(tokens.TryGetProperty("refresh_token", out _));
        Assert.Equal("openid profile user/Patient.rs", tokens.GetProperty("scope").GetString());
        var text = tokens.GetProperty("id_token").GetString()!;
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(text, new()
        {
            ValidIssuer = IdentityApp.Issuer,
            ValidAudience = _flow.Client.Id,
            ValidAlgorithms = ["RS256"],
            IssuerSigningKeys = new JsonWebKeySet(await _http.GetStringAsync("/connect/jwks")).GetSigningKeys(),
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        var token = new JsonWebToken(text);
        Assert.Equal("n-1", token.GetPayloadValue<string>("nonce"));
        Assert.Equal(_app.Clock.GetUtcNow().ToUnixTimeSeconds(), token.GetPayloadValue<long>("auth_time"), 5d);
        var who = await _browser.WhoAsync();
        Assert.Equal((who!.Id, who.Name), (token.Subject, token.GetPayloadValue<string>("preferred_username")));
        Assert.True(Guid.TryParse(token.GetPayloadValue<string>("sid"), out _));
        var half = SHA256.HashData(Encoding.ASCII.GetBytes(tokens.GetProperty("access_token").GetString()!))[..16];
        Assert.Equal(Base64UrlEncoder.Encode(half), token.GetPayloadValue<string>("at_hash"));
        Assert.Contains(_app.Events.All, e => e.Kind == SecurityEventKind.TokenIssued && e.Actor.Id == who.Id && e.Reason.Contains(_flow.Client.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Code_WithoutOpenId_GivesNoIdToken()
    {
        var tokens = await _flow.TokensAsync(_http, _browser, "user/Patient.rs");

        Assert.False(tokens.TryGetProperty("id_token", out _));
    }

    [Fact]
    public async Task AccessToken_OfAPerson_OpensThePersonsRightsNarrowedByItsScopes()
    {
        var narrow = await WhoAsync(await _flow.TokensAsync(_http, _browser, "openid user/Patient.rs"));
        Assert.Equal(("hospital", "User"), (narrow?.Tenant, narrow?.Kind));
        Assert.Equal((await _browser.WhoAsync())!.Id, narrow!.Id);
        Assert.Equal(["record:read"], narrow.Permissions);
        Assert.True(narrow is { ReadsPatients: true, CreatesPatients: false, ReadsObservations: false });

        using var nurse = await _flow.SignedInAsync(Roles.Nurse);
        Assert.Equal(["record:read"], (await WhoAsync(await _flow.TokensAsync(_http, nurse, "user/*.cruds")))!.Permissions);
        using var administrator = await _flow.SignedInAsync(Roles.SuperAdmin);
        var powerless = await WhoAsync(await _flow.TokensAsync(_http, administrator, "user/*.cruds"));
        Assert.Empty(powerless!.Permissions);
        Assert.False(powerless.ReadsPatients);
    }

    [Fact]
    public async Task AccessToken_RolesChange_HoldsTheRightsAsTheyAreNow()
    {
        var tokens = await _flow.TokensAsync(_http, _browser, "user/*.cruds");
        Assert.Contains("record:write", (await WhoAsync(tokens))!.Permissions);

        await platform.ExecuteAsync("DELETE FROM platform.user_roles WHERE user_id = $1", Guid.Parse((await _browser.WhoAsync())!.Id));

        Assert.Empty((await WhoAsync(tokens))!.Permissions);
    }

    [Theory]
    [InlineData("UPDATE platform.user_sessions SET ended_at = now() WHERE user_id = $1")]
    [InlineData("UPDATE platform.users SET lockout_end = now() + interval '1 day' WHERE id = $1")]
    [InlineData("UPDATE platform.users SET security_stamp = 'changed' WHERE id = $1")]
    [InlineData("UPDATE platform.clients SET active = false WHERE id = (SELECT client_id FROM platform.grants WHERE user_id = $1)")]
    [InlineData("UPDATE platform.clients SET scopes = '{openid}' WHERE id = (SELECT client_id FROM platform.grants WHERE user_id = $1)")]
    [InlineData("UPDATE platform.grants SET revoked_at = now() WHERE user_id = $1")]
    public async Task AccessToken_SessionUserClientOrGrantEnds_IsRefusedAtOnce(string end)
    {
        var tokens = await _flow.TokensAsync(_http, _browser, "user/Patient.rs");
        Assert.NotNull(await WhoAsync(tokens));

        await platform.ExecuteAsync(end, Guid.Parse((await _browser.WhoAsync())!.Id));

        Assert.Null(await WhoAsync(tokens));
    }

    [Fact]
    public async Task AccessToken_PersonSignsOut_IsRefusedAtOnce()
    {
        var tokens = await _flow.TokensAsync(_http, _browser, "user/Patient.rs");

        using var signedOut = await _browser.SignOutAsync();

        Assert.Null(await WhoAsync(tokens));
    }

    [Theory]
    [InlineData("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX", "invalid_grant")]
    [InlineData("code_verifier", Challenge, "invalid_grant")]
    [InlineData("code_verifier", null, "invalid_request")]
    [InlineData("code_verifier", "short", "invalid_request")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("redirect_uri", "https://client.test/other", "invalid_grant")]
    [InlineData("code", null, "invalid_request")]
    [InlineData("code", "not-a-code", "invalid_grant")]
    public async Task Code_WrongProof_IsRefused(string name, string? value, string error)
    {
        var code = await CodeAsync(_browser, _flow.Address());

        using var answer = await _flow.RedeemAsync(_http, code, (name, value));

        Assert.Equal((HttpStatusCode.BadRequest, error), (answer.StatusCode, await answer.ErrorAsync()));
        Assert.Contains(_app.Events.All, e => e.Kind == SecurityEventKind.TokenRefused && e.Reason == error);
    }

    // RFC 6749 section 4.1.2: what the first use got is dead.
    [Fact]
    public async Task Code_UsedTwice_IsRefusedAndEndsWhatItGave()
    {
        var code = await CodeAsync(_browser, _flow.Address(("scope", "openid offline_access user/Patient.rs")));
        using var first = await _flow.RedeemAsync(_http, code);
        var tokens = await first.Content.ReadFromJsonAsync<JsonElement>();
        Assert.NotNull(await WhoAsync(tokens));

        using var second = await _flow.RedeemAsync(_http, code);

        Assert.Equal("invalid_grant", await second.ErrorAsync());
        Assert.Null(await WhoAsync(tokens));
        using var refreshed = await _flow.RefreshAsync(_http, tokens.GetProperty("refresh_token").GetString()!);
        Assert.Equal("invalid_grant", await refreshed.ErrorAsync());
    }

    [Fact]
    public async Task Code_RedeemedManyTimesAtOnce_IsGivenToNobodyForLong()
    {
        var code = await CodeAsync(_browser, _flow.Address());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _flow.RedeemAsync(_http, code)));

        Assert.InRange(answers.Count(answer => answer.IsSuccessStatusCode), 0, 1);
        foreach (var answer in answers.Where(answer => answer.IsSuccessStatusCode))
        {
            Assert.Null(await WhoAsync(await answer.Content.ReadFromJsonAsync<JsonElement>()));
        }
    }

    [Fact]
    public async Task Code_AfterAMinute_IsRefused()
    {
        var code = await CodeAsync(_browser, _flow.Address());
        _app.Clock.Advance(TimeSpan.FromSeconds(61));

        using var answer = await _flow.RedeemAsync(_http, code);

        Assert.Equal("invalid_grant", await answer.ErrorAsync());
    }

    [Fact]
    public async Task Code_OfAnotherClient_IsRefused()
    {
        var other = await RegisterAsync(_app);
        var code = await CodeAsync(_browser, _flow.Address());

        using var answer = await other.RedeemAsync(_http, code);

        Assert.Equal("invalid_grant", await answer.ErrorAsync());
    }

    [Fact]
    public async Task Code_PersonSignedOutMeanwhile_IsRefused()
    {
        var code = await CodeAsync(_browser, _flow.Address());
        using var signedOut = await _browser.SignOutAsync();

        using var answer = await _flow.RedeemAsync(_http, code);

        Assert.Equal("invalid_grant", await answer.ErrorAsync());
    }

    [Fact]
    public async Task AccessToken_SignedWithTheKeyOfIdTokens_IsRefused()
    {
        var tokens = await _flow.TokensAsync(_http, _browser, "openid user/Patient.rs");

        using var answer = await _http.WithTokenAsync(tokens.GetProperty("id_token").GetString()!);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task<Who?> WhoAsync(JsonElement tokens)
    {
        using var answer = await _http.WithTokenAsync(tokens.GetProperty("access_token").GetString()!);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<Who>() : null;
    }
}
