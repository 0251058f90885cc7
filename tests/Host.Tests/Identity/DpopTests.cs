using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Sdk.Calls;
using static Host.Tests.Identity.TokenCalls;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed partial class DpopTests(IdentityPlatform platform) : IAsyncLifetime
{
    private const string TokenUri = $"{IdentityApp.Issuer}/connect/token";
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
