using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Sdk.Access;
using static Host.Tests.Identity.Authorizing.Flow;

namespace Host.Tests.Identity.Authorizing;

[Collection(IdentityCollection.Name)]
public sealed class RefreshTests(IdentityPlatform platform) : IAsyncLifetime
{
    private IdentityApp _app = null!;
    private HttpClient _http = null!;
    private Flow _flow = null!;
    private Browser _browser = null!;
    private JsonElement _tokens;

    private string Refresh => Text(_tokens, "refresh_token");

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform);
        _http = _app.Client();
        _flow = await RegisterAsync(_app);
        _browser = await _flow.SignedInAsync(Roles.Provider);
        _tokens = await _flow.TokensAsync(_http, _browser, "openid offline_access user/*.rs");
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _http.Dispose();
        await _app.DisposeAsync();
    }

    // RFC 6749 section 6 and RFC 9700 section 4.14.2; OpenID Connect Core 1.0 section 12.2.
    [Fact]
    public async Task Refresh_RightToken_RotatesAndKeepsSubjectAndAuthenticationTime()
    {
        _app.Clock.Advance(TimeSpan.FromHours(2));
        Assert.False(await WorksAsync(_tokens));

        var next = await RefreshedAsync(Refresh);

        Assert.NotEqual(Refresh, Text(next, "refresh_token"));
        Assert.True(await WorksAsync(next));
        var (before, after) = (new JsonWebToken(Text(_tokens, "id_token")), new JsonWebToken(Text(next, "id_token")));
        Assert.Equal((before.Subject, before.GetPayloadValue<long>("auth_time")), (after.Subject, after.GetPayloadValue<long>("auth_time")));
        Assert.False(after.TryGetPayloadValue<string>("nonce", out _));
        Assert.True(after.IssuedAt > before.IssuedAt);
    }

    [Fact]
    public async Task Refresh_UsedTwice_EndsTheWholeFamily()
    {
        var next = await RefreshedAsync(Refresh);
        var newest = await RefreshedAsync(Text(next, "refresh_token"));
        Assert.True(await WorksAsync(newest));

        Assert.Equal("invalid_grant", await RefusedAsync(Refresh));

        Assert.Equal("invalid_grant", await RefusedAsync(Text(newest, "refresh_token")));
        Assert.False(await WorksAsync(newest));
        Assert.False(await WorksAsync(_tokens));
        Assert.Equal("refresh_reused", await platform.ScalarAsync<string>(
            "SELECT revoked_for FROM platform.grants WHERE client_id = $1", _flow.Client.Id));
    }

    [Fact]
    public async Task Refresh_ManyAtOnce_GiveAtMostOneAndEndTheFamily()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _flow.RefreshAsync(_http, Refresh)));

        Assert.InRange(answers.Count(answer => answer.IsSuccessStatusCode), 0, 1);
        Assert.False(await WorksAsync(_tokens));
    }

    [Fact]
    public async Task Refresh_NarrowerScopes_AreGrantedAndWidenAgainLater()
    {
        var narrow = await RefreshedAsync(Refresh, ("scope", "user/Patient.rs"));
        Assert.Equal("user/Patient.rs", Text(narrow, "scope"));

        var wide = await RefreshedAsync(Text(narrow, "refresh_token"));
        Assert.Equal("openid offline_access user/*.rs", Text(wide, "scope"));
    }

    [Theory]
    [InlineData("user/*.cruds")]
    [InlineData("openid profile")]
    [InlineData("system/*.rs")]
    [InlineData("nonsense")]
    public async Task Refresh_WiderScopes_AreRefusedAndTheTokenStaysGood(string scope)
    {
        Assert.Equal("invalid_scope", await RefusedAsync(Refresh, ("scope", scope)));

        await RefreshedAsync(Refresh);
    }

    [Fact]
    public async Task Refresh_OfAnotherClient_IsRefusedAndTheFamilyLives()
    {
        var other = await RegisterAsync(_app);
        using var answer = await other.RefreshAsync(_http, Refresh);
        Assert.Equal("invalid_grant", await answer.ErrorAsync());

        await RefreshedAsync(Refresh);
    }

    [Theory]
    [InlineData(null, "invalid_request")]
    [InlineData("never issued", "invalid_grant")]
    public async Task Refresh_MissingOrUnknownToken_IsRefused(string? token, string error)
    {
        using var answer = await _flow.RefreshAsync(_http, "", ("refresh_token", token));

        Assert.Equal(error, await answer.ErrorAsync());
    }

    [Fact]
    public async Task Refresh_AfterItsTime_IsRefused()
    {
        _app.Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal("invalid_grant", await RefusedAsync(Refresh));
    }

    [Theory]
    [InlineData("UPDATE platform.users SET lockout_end = now() + interval '1 day' WHERE id = $1")]
    [InlineData("UPDATE platform.users SET security_stamp = 'changed' WHERE id = $1")]
    public async Task Refresh_UserDeactivatedOrPasswordChanged_IsRefused(string end)
    {
        await platform.ExecuteAsync(end, Guid.Parse(new JsonWebToken(Text(_tokens, "id_token")).Subject));

        Assert.Equal("invalid_grant", await RefusedAsync(Refresh));
    }

    // OpenID Connect Core 1.0 section 11: offline access is for when the person is away; the session's own tokens end.
    [Fact]
    public async Task Refresh_PersonSignedOut_GoesOnOfflineWhileTokensOfTheSessionEnd()
    {
        using var signedOut = await _browser.SignOutAsync();
        Assert.False(await WorksAsync(_tokens));

        var offline = await RefreshedAsync(Refresh);

        Assert.True(await WorksAsync(offline));
        Assert.False(new JsonWebToken(Text(offline, "access_token")).TryGetPayloadValue<string>("sid", out _));
    }

    [Fact]
    public async Task Refresh_ClientNotRegisteredForIt_GetsNoRefreshToken()
    {
        var flow = await RegisterAsync(_app, client => client with { Grants = ["authorization_code"] });

        var tokens = await flow.TokensAsync(_http, _browser, "openid offline_access");

        Assert.False(tokens.TryGetProperty("refresh_token", out _));
        Assert.Equal("openid", Text(tokens, "scope"));
        using var answer = await flow.RefreshAsync(_http, Refresh);
        Assert.Equal("unauthorized_client", await answer.ErrorAsync());
    }

    [Fact]
    public async Task Refresh_Token_IsKeptAsAHashOnlyAndNotLogged()
    {
        Assert.Equal(1, await platform.ScalarAsync<long>(
            "SELECT count(*) FROM platform.refresh_tokens WHERE token_hash = sha256(convert_to($1, 'UTF8'))", Refresh));
        Assert.DoesNotContain(Refresh, _app.Log.Text);
    }

    private async Task<JsonElement> RefreshedAsync(string token, params (string, string?)[] changes)
    {
        using var answer = await _flow.RefreshAsync(_http, token, changes);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<string?> RefusedAsync(string token, params (string, string?)[] changes)
    {
        using var answer = await _flow.RefreshAsync(_http, token, changes);
        return await answer.ErrorAsync();
    }

    private async Task<bool> WorksAsync(JsonElement tokens)
    {
        using var answer = await _http.WithTokenAsync(Text(tokens, "access_token"));
        return answer.IsSuccessStatusCode;
    }

    private static string Text(JsonElement tokens, string name) => tokens.GetProperty(name).GetString()!;
}
