using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using static Host.Tests.Identity.TokenCalls;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class DpopTests(IdentityPlatform platform) : IAsyncLifetime
{
    private const string TokenUri = $"{IdentityApp.Issuer}/connect/token";
    private const string ParUri = $"{IdentityApp.Issuer}/connect/par";
    private const string ApiUri = $"{IdentityApp.Issuer}/api/test/who";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private IdentityApp _app = null!;
    private HttpClient _http = null!;
    private AddClientOutcome.Added _client = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform);
        _http = _app.Client();
        _client = await _app.AddClientAsync("system/*.rs");
    }

    public async ValueTask DisposeAsync()
    {
        _key.Dispose();
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Token_WithProof_IsBoundToTheKeyAndOpensWithIt()
    {
        using var answer = await AskAsync(Proof(TokenUri, "POST"));

        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((HttpStatusCode.OK, "DPoP"), (answer.StatusCode, body.GetProperty("token_type").GetString()));
        var token = body.GetProperty("access_token").GetString()!;
        Assert.Equal(Thumbprint(_key), new JsonWebToken(token).GetPayloadValue<JsonElement>("cnf").GetProperty("jkt").GetString());
        for (var i = 0; i < 2; i++)
        {
            using var opened = await CallAsync($"DPoP {token}", Proof(ApiUri, "GET", token));
            Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        }
    }

    [Fact]
    public async Task Token_ClientOfBoundTokensWithoutProof_IsRefused()
    {
        var added = Assert.IsType<AddClientOutcome.Added>(await _app.Services.GetRequiredService<ClientDirectory>().AddAsync(
            new(IdentityApp.Fresh("bound"), IdentityPlatform.Tenant, ["system/*.rs"]) { DpopBound = true }, Actor.Plugin("tests"), CancellationToken.None));

        using var answer = await _http.TokenAsync(Form(("grant_type", "client_credentials")), $"{added.Id}:{added.Secret}");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_dpop_proof"), (answer.StatusCode, await answer.ErrorAsync()));
    }

    public static TheoryData<string> BadProofs =>
    [
        "garbage", "two headers", "typ JWT", "alg none", "HS256", "private key in jwk", "no jwk", "other jwk", "RSA 1024", "tampered",
        "wrong method", "wrong address", "no htu", "old", "from the future", "no iat", "no jti", "huge jti", "critical extension", "iat a text",
    ];

    [Theory]
    [MemberData(nameof(BadProofs))]
    public async Task Token_BadProof_IsInvalidDpopProof(string name)
    {
        using var answer = await AskAsync(Bad(name, TokenUri, "POST", null));

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_dpop_proof"), (answer.StatusCode, await answer.ErrorAsync()));
    }

    [Theory]
    [MemberData(nameof(BadProofs))]
    public async Task Api_BoundTokenWithBadProof_Is401(string name)
    {
        var token = await BoundTokenAsync();

        using var answer = await CallAsync($"DPoP {token}", Bad(name, ApiUri, "GET", token));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.StartsWith("DPoP error=\"invalid_token\", algs=\"ES256", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_BoundTokenUsedOtherwise_Is401()
    {
        var token = await BoundTokenAsync();
        var other = await BoundTokenAsync();
        var plain = await _http.AccessTokenAsync(_client.Id, _client.Secret);
        using var thief = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var used = Proof(ApiUri, "GET", token);
        using var first = await CallAsync($"DPoP {token}", [used]);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        foreach (var (authorization, proofs) in new (string, string[])[]
        {
            ($"DPoP {token}", [used]),
            ($"Bearer {token}", []),
            ($"Bearer {token}", [Proof(ApiUri, "GET", token)]),
            ($"DPoP {token}", [Proof(ApiUri, "GET", other)]),
            ($"DPoP {token}", [Proof(ApiUri, "GET")]),
            ($"DPoP {token}", [Proof(ApiUri, "GET", token, thief)]),
            ($"DPoP {plain}", [Proof(ApiUri, "GET", plain)]),
            ("DPoP", [Proof(ApiUri, "GET", token)]),
            ("DPoP ", []),
            ($"DPoP {token}", []),
        })
        {
            using var answer = await CallAsync(authorization, proofs);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Token_ProofUsedTwice_IsRefused()
    {
        var proof = Proof(TokenUri, "POST");
        using var first = await AskAsync(proof);
        using var again = await AskAsync(proof);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (first.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task Metadata_Document_NamesTheProofAlgorithms()
    {
        var document = await _http.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration");

        Assert.Contains("ES256", document.GetProperty("dpop_signing_alg_values_supported").EnumerateArray().Select(e => e.GetString()));
    }

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

    private async Task<string> BoundTokenAsync()
    {
        using var answer = await AskAsync(Proof(TokenUri, "POST"));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    private async Task<HttpResponseMessage> AskAsync(params string[] proofs)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
        {
            Content = Form(("grant_type", "client_credentials"), ("client_id", _client.Id), ("client_secret", _client.Secret)),
        };
        request.Headers.Add("DPoP", proofs);
        return await _http.SendAsync(request);
    }

    private async Task<HttpResponseMessage> CallAsync(string authorization, params string[] proofs)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/test/who");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.Add("DPoP", proofs);
        return await _http.SendAsync(request);
    }

    private string[] Bad(string name, string uri, string method, string? token)
    {
        var good = Claims(uri, method, token);
        var now = _app.Clock.GetUtcNow();
        var jwk = Jwk(_key);
        string[] Claim(string claim, object? value)
        {
            if (value is null)
            {
                good.Remove(claim);
            }
            else
            {
                good[claim] = value;
            }

            return [Sign(_key, Header(jwk), good)];
        }

        return name switch
        {
            "garbage" => ["abc"],
            "two headers" => [Sign(_key, Header(jwk), good), Proof(uri, method, token)],
            "typ JWT" => [Sign(_key, Header(jwk, typ: "JWT"), good)],
            "alg none" => [Sign(_key, Header(jwk, alg: "none"), good)],
            "HS256" => [Sign(_key, Header(jwk, alg: "HS256"), good)],
            "private key in jwk" => [Sign(_key, Header(new(jwk) { ["d"] = Base64UrlEncoder.Encode(_key.ExportParameters(true).D) }), good)],
            "no jwk" => [Sign(_key, new() { ["typ"] = "dpop+jwt", ["alg"] = "ES256" }, good)],
            "other jwk" => [SignedByAnother(good)],
            "RSA 1024" => [Rsa1024(good)],
            "tampered" => [Tamper(Sign(_key, Header(jwk), good))],
            "wrong method" => Claim("htm", "PUT"),
            "wrong address" => Claim("htu", uri + "/more"),
            "no htu" => Claim("htu", null),
            "old" => Claim("iat", now.AddMinutes(-3).ToUnixTimeSeconds()),
            "from the future" => Claim("iat", now.AddMinutes(2).ToUnixTimeSeconds()),
            "no iat" => Claim("iat", null),
            "iat a text" => Claim("iat", "now"),
            "no jti" => Claim("jti", null),
            "huge jti" => Claim("jti", new string('j', 257)),
            "critical extension" => [Sign(_key, new(Header(jwk)) { ["crit"] = new[] { "x" }, ["x"] = 1 }, good)],
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not in the table."),
        };
    }

    private string Proof(string uri, string method, string? token = null, ECDsa? key = null) =>
        Sign(key ?? _key, Header(Jwk(key ?? _key)), Claims(uri, method, token));

    private Dictionary<string, object> Claims(string uri, string method, string? token)
    {
        var claims = new Dictionary<string, object>
        {
            ["jti"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(12)), ["htm"] = method, ["htu"] = uri,
            ["iat"] = _app.Clock.GetUtcNow().ToUnixTimeSeconds(),
        };
        if (token is not null)
        {
            claims["ath"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
        }

        return claims;
    }

    private static string Tamper(string proof) => proof[..^6] + (proof[^6] == 'A' ? 'B' : 'A') + proof[^5..];

    private string SignedByAnother(Dictionary<string, object> claims)
    {
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Sign(another, Header(Jwk(_key)), claims);
    }

    private static string Rsa1024(Dictionary<string, object> claims)
    {
        using var key = RSA.Create(1024);
        var jwk = ClientKeyPair.Public(key, "k").ToDictionary(member => member.Key, member => (object)member.Value);
        var signed = $"{Part(Header(jwk, alg: "RS256"))}.{Part(claims)}";
        return $"{signed}.{Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static Dictionary<string, object> Header(Dictionary<string, object> jwk, string alg = "ES256", string typ = "dpop+jwt") =>
        new() { ["typ"] = typ, ["alg"] = alg, ["jwk"] = jwk };

    private static Dictionary<string, object> Jwk(ECDsa key) =>
        ClientKeyPair.Public(key, "k").Where(member => member.Key != "kid").ToDictionary(member => member.Key, member => (object)member.Value);

    private static string Thumbprint(ECDsa key) => Base64UrlEncoder.Encode(new ECDsaSecurityKey(key).ComputeJwkThumbprint());

    private static string Sign(ECDsa key, Dictionary<string, object> header, Dictionary<string, object> claims)
    {
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Part(Dictionary<string, object> json) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(json));
}
