using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using PluginPlatform.Sdk.Access;
using static Host.Tests.Identity.Authorizing.Flow;

namespace Host.Tests.Identity.Authorizing;

/// <summary>Device authorization, RFC 8628.</summary>
[Collection(IdentityCollection.Name)]
public sealed class DeviceTests(IdentityPlatform platform) : IAsyncLifetime
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:device_code";

    private IdentityApp _app = null!;
    private HttpClient _http = null!;
    private Flow _flow = null!;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform, options => options.FailuresPerMinute = 20);
        _http = _app.Client();
        _flow = await RegisterAsync(_app, client => client with { Grants = [Grant, "refresh_token"], IsPublic = true, RedirectUris = [] });
        _browser = await _flow.SignedInAsync(Roles.Provider);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Device_PersonAllows_GetsTokensOnce()
    {
        var codes = await StartAsync();
        Assert.Matches("^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$", Text(codes, "user_code"));
        Assert.Equal($"{IdentityApp.Issuer}/device?user_code={Text(codes, "user_code")}", Text(codes, "verification_uri_complete"));
        Assert.Equal((600, 5), (codes.GetProperty("expires_in").GetInt32(), codes.GetProperty("interval").GetInt32()));
        Assert.Equal("authorization_pending", await AskedAsync(codes));

        using var answered = await AnswerAsync(_browser, Text(codes, "user_code").ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), "allow");
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        _app.Clock.Advance(TimeSpan.FromSeconds(6));

        using var answer = await AskAsync(codes);
        var tokens = await answer.Content.ReadFromJsonAsync<JsonElement>();
        using var works = await _http.WithTokenAsync(Text(tokens, "access_token"));
        Assert.Equal((await _browser.WhoAsync())!.Id, (await works.Content.ReadFromJsonAsync<Who>())!.Id);
        Assert.True(tokens.TryGetProperty("id_token", out _) && tokens.TryGetProperty("refresh_token", out _));
        _app.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("invalid_grant", await AskedAsync(codes));
    }

    [Fact]
    public async Task Device_PersonDenies_IsToldSo()
    {
        var codes = await StartAsync();

        using var answered = await AnswerAsync(_browser, Text(codes, "user_code"), "deny");

        Assert.Equal("access_denied", await AskedAsync(codes));
    }

    // Section 3.5: five seconds more from then on.
    [Fact]
    public async Task Device_AsksTooOften_HasToSlowDown()
    {
        var codes = await StartAsync();
        Assert.Equal("authorization_pending", await AskedAsync(codes));
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("slow_down", await AskedAsync(codes));
        _app.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("slow_down", await AskedAsync(codes));
        _app.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal("authorization_pending", await AskedAsync(codes));
    }

    [Fact]
    public async Task Device_AfterTenMinutes_HasExpiredForBothSides()
    {
        var codes = await StartAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal("expired_token", await AskedAsync(codes));
        using var page = await _browser.GetAsync($"/device?user_code={Text(codes, "user_code")}");
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
    }

    [Fact]
    public async Task Device_CodeOfAnotherClientOrUnknown_IsRefused()
    {
        var codes = await StartAsync();
        var other = await RegisterAsync(_app, client => client with { Grants = [Grant], IsPublic = true, RedirectUris = [] });

        using var stolen = await AskAsync(codes, other.Client.Id);
        Assert.Equal("invalid_grant", await stolen.ErrorAsync());
        using var unknown = await _http.TokenAsync(TokenCalls.Form(("grant_type", Grant), ("device_code", "never"), ("client_id", _flow.Client.Id)));
        Assert.Equal("invalid_grant", await unknown.ErrorAsync());
        using var missing = await _http.TokenAsync(TokenCalls.Form(("grant_type", Grant), ("client_id", _flow.Client.Id)));
        Assert.Equal("invalid_request", await missing.ErrorAsync());
    }

    [Theory]
    [InlineData("system/*.rs", "invalid_scope")]
    [InlineData("nonsense", "invalid_scope")]
    public async Task Device_BadScope_IsRefused(string scope, string error)
    {
        using var answer = await _http.TokenAsync(
            TokenCalls.Form(("client_id", _flow.Client.Id), ("scope", scope)), path: "/connect/device");

        Assert.Equal((HttpStatusCode.BadRequest, error), (answer.StatusCode, await answer.ErrorAsync()));
    }

    [Fact]
    public async Task Device_ClientWithoutTheGrant_IsUnauthorized()
    {
        var flow = await RegisterAsync(_app);

        using var answer = await _http.TokenAsync(TokenCalls.Form(("scope", "openid")), $"{flow.Client.Id}:{flow.Client.Secret}", "/connect/device");

        Assert.Equal("unauthorized_client", await answer.ErrorAsync());
    }

    [Fact]
    public async Task DevicePage_NobodySignedIn_LeadsToSignInAndBackToTheCode()
    {
        using var stranger = new Browser(_app.Address);

        using var answer = await stranger.GetAsync("/device?user_code=BCDF-GHJK");

        Assert.Equal("/sign-in?returnUrl=%2Fdevice%3Fuser_code%3DBCDF-GHJK", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task DevicePage_WithoutAntiforgeryFieldOrDecision_WritesNothing()
    {
        var codes = await StartAsync();
        using var page = await _browser.GetAsync($"/device?user_code={Text(codes, "user_code")}");
        var fields = Fields(await page.Content.ReadAsStringAsync());

        using var forged = await _browser.PostAsync("/device", new(fields) { ["__RequestVerificationToken"] = "", ["decision"] = "allow" });
        using var undecided = await _browser.PostAsync("/device", fields);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (forged.StatusCode, undecided.StatusCode));
        Assert.Equal("authorization_pending", await AskedAsync(codes));
    }

    [Fact]
    public async Task DevicePage_PersonOfAnotherTenantOrManyGuesses_FindNothing()
    {
        var clinic = await RegisterAsync(
            _app, client => new(client.Id, "clinic", client.Scopes) { Grants = [Grant], IsPublic = true });
        var codes = await StartAsync(clinic);
        using var foreign = await _browser.GetAsync($"/device?user_code={Text(codes, "user_code")}");
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);

        var own = await StartAsync();
        for (var i = 0; i < 20; i++)
        {
            using var guess = await _browser.GetAsync("/device?user_code=BBBBBBBB");
        }

        using var throttled = await _browser.GetAsync($"/device?user_code={Text(own, "user_code")}");
        Assert.Equal(HttpStatusCode.BadRequest, throttled.StatusCode);
    }

    private async Task<JsonElement> StartAsync(Flow? flow = null)
    {
        using var answer = await _http.TokenAsync(
            TokenCalls.Form(("client_id", (flow ?? _flow).Client.Id), ("scope", "openid offline_access user/Patient.rs")), path: "/connect/device");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpResponseMessage> AnswerAsync(Browser browser, string code, string decision)
    {
        using var page = await browser.GetAsync(QueryHelpers.AddQueryString("/device", "user_code", code));
        return await browser.PostAsync("/device", new(Fields(await page.Content.ReadAsStringAsync())) { ["decision"] = decision });
    }

    private Task<HttpResponseMessage> AskAsync(JsonElement codes, string? client = null) => _http.TokenAsync(TokenCalls.Form(
        ("grant_type", Grant), ("device_code", Text(codes, "device_code")), ("client_id", client ?? _flow.Client.Id)));

    private async Task<string?> AskedAsync(JsonElement codes)
    {
        using var answer = await AskAsync(codes);
        return await answer.ErrorAsync();
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
