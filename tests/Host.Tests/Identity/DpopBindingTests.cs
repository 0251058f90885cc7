using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using PluginPlatform.Sdk.Access;
using static Host.Tests.Identity.TokenCalls;

namespace Host.Tests.Identity;

/// <summary>What is bound to a key besides access tokens, and the server's nonce.</summary>
public sealed partial class DpopTests
{
    private const string ParUri = $"{IdentityApp.Issuer}/connect/par";

    // RFC 9449 section 5: a public client's refresh token is worth nothing without its key, and not used up by who tries.
    [Fact]
    public async Task Refresh_OfAPublicClient_NeedsTheKeyItWasIssuedWith()
    {
        var flow = await Authorizing.Flow.RegisterAsync(_app, client => client with { IsPublic = true });
        using var browser = await flow.SignedInAsync(Roles.Provider);
        using var thief = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var first = await TokensAsync(
            ("grant_type", "authorization_code"), ("client_id", flow.Client.Id), ("redirect_uri", Authorizing.Flow.Redirect), ("code_verifier", Authorizing.Flow.Verifier),
            ("code", await Authorizing.Flow.CodeAsync(browser, flow.Address(("scope", "openid offline_access")))));
        (string, string)[] refresh = [("grant_type", "refresh_token"), ("client_id", flow.Client.Id), ("refresh_token", first.GetProperty("refresh_token").GetString()!)];

        using var without = await _http.TokenAsync(Form(refresh));
        using var stolen = await SendAsync(refresh, Proof(TokenUri, "POST", key: thief));
        using var owner = await SendAsync(refresh, Proof(TokenUri, "POST"));

        Assert.Equal(("invalid_grant", "invalid_grant"), (await without.ErrorAsync(), await stolen.ErrorAsync()));
        Assert.Equal("DPoP", (await owner.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token_type").GetString());
    }

    // Section 10, and 10.1 for pushed requests.
    [Theory]
    [InlineData("parameter")]
    [InlineData("pushed parameter")]
    [InlineData("pushed proof")]
    public async Task Code_BoundToAKey_IsRedeemedWithItAlone(string how)
    {
        var flow = await Authorizing.Flow.RegisterAsync(_app, client => client with { IsPublic = true });
        using var browser = await flow.SignedInAsync(Roles.Provider);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var (key, good) in new[] { (other, false), (_key, true) })
        {
            var code = await Authorizing.Flow.CodeAsync(browser, await BoundRequestAsync(flow, how));
            using var answer = await SendAsync(
                [
                    ("grant_type", "authorization_code"), ("client_id", flow.Client.Id), ("redirect_uri", Authorizing.Flow.Redirect),
                    ("code_verifier", Authorizing.Flow.Verifier), ("code", code),
                ],
                Proof(TokenUri, "POST", key: key));
            Assert.Equal(good, answer.IsSuccessStatusCode);
        }

        using var odd = await browser.GetAsync(flow.Address(("dpop_jkt", "short")));
        Assert.Equal("invalid_request", Authorizing.Flow.Back(odd)["error"]);
    }

    [Fact]
    public async Task Push_ProofOfAnotherKeyThanNamed_IsRefused()
    {
        var flow = await Authorizing.Flow.RegisterAsync(_app, client => client with { IsPublic = true });
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        using var answer = await PushAsync(flow, Proof(ParUri, "POST"), ("dpop_jkt", Thumbprint(other)));
        using var wrong = await PushAsync(flow, Proof(TokenUri, "POST"));

        Assert.Equal(("invalid_dpop_proof", "invalid_dpop_proof"), (await answer.ErrorAsync(), await wrong.ErrorAsync()));
    }

    // Sections 8 and 9.
    [Fact]
    public async Task Proof_WithoutTheServersNonce_IsToldItAndThenTaken()
    {
        await using var app = await IdentityApp.StartAsync(platform, options => options.DpopNonces = true);
        using var http = app.Client();
        async Task<HttpResponseMessage> TokenAsync(string? nonce)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
            {
                Content = Form(("grant_type", "client_credentials"), ("client_id", _client.Id), ("client_secret", _client.Secret)),
                Headers = { { "DPoP", WithNonce(TokenUri, "POST", null, nonce) } },
            };
            return await http.SendAsync(request);
        }

        async Task<HttpResponseMessage> ApiAsync(string token, string? nonce)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/test/who") { Headers = { { "DPoP", WithNonce(ApiUri, "GET", token, nonce) } } };
            request.Headers.TryAddWithoutValidation("Authorization", $"DPoP {token}");
            return await http.SendAsync(request);
        }

        using var asked = await TokenAsync(null);
        using var made = await TokenAsync("made up");
        var nonce = Assert.Single(asked.Headers.GetValues("DPoP-Nonce"));
        using var given = await TokenAsync(nonce);
        Assert.Equal(("use_dpop_nonce", "use_dpop_nonce"), (await asked.ErrorAsync(), await made.ErrorAsync()));
        var token = (await given.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        using var without = await ApiAsync(token, null);
        using var opened = await ApiAsync(token, nonce);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (without.StatusCode, opened.StatusCode));
        Assert.StartsWith("DPoP error=\"use_dpop_nonce\"", without.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.True(without.Headers.Contains("DPoP-Nonce"));
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        using var old = await TokenAsync(nonce);
        Assert.Equal(HttpStatusCode.BadRequest, old.StatusCode);
    }

    private string WithNonce(string uri, string method, string? token, string? nonce)
    {
        var claims = Claims(uri, method, token);
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        return Sign(_key, Header(Jwk(_key)), claims);
    }

    private async Task<string> BoundRequestAsync(Authorizing.Flow flow, string how)
    {
        if (how == "parameter")
        {
            return flow.Address(("dpop_jkt", Thumbprint(_key)));
        }

        using var pushed = how == "pushed proof"
            ? await PushAsync(flow, Proof(ParUri, "POST"))
            : await PushAsync(flow, null, ("dpop_jkt", Thumbprint(_key)));
        var uri = (await pushed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("request_uri").GetString()!;
        return $"/connect/authorize?client_id={Uri.EscapeDataString(flow.Client.Id)}&request_uri={Uri.EscapeDataString(uri)}";
    }

    private async Task<HttpResponseMessage> PushAsync(Authorizing.Flow flow, string? proof, params (string Name, string? Value)[] more)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(flow.Address(more).Split('?', 2)[1]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/par")
        {
            Content = Form([.. query.Select(parameter => (parameter.Key, parameter.Value.ToString()))]),
        };
        if (proof is not null)
        {
            request.Headers.Add("DPoP", proof);
        }

        return await _http.SendAsync(request);
    }

    private async Task<JsonElement> TokensAsync(params (string Name, string Value)[] fields)
    {
        using var answer = await SendAsync(fields, Proof(TokenUri, "POST"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpResponseMessage> SendAsync((string Name, string Value)[] fields, string proof)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token") { Content = Form(fields), Headers = { { "DPoP", proof } } };
        return await _http.SendAsync(request);
    }
}
