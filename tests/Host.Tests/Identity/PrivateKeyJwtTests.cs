using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Events;
using PluginPlatform.Sdk.Calls;
using static Host.Tests.Identity.TokenCalls;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class PrivateKeyJwtTests(IdentityPlatform platform) : IAsyncLifetime
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly ClientKeyPair _pair = new();
    private IdentityApp _app = null!;
    private HttpClient _http = null!;
    private string _id = "";

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform, options => options.FailuresPerMinute = 100);
        _http = _app.Client();
        _id = await RegisterAsync(_pair.PublicSet);
    }

    public async ValueTask DisposeAsync()
    {
        _pair.Dispose();
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("http://platform.test")]
    [InlineData("http://platform.test/connect/token")]
    public async Task Token_AssertionForThisServer_IsIssuedToItsClient(string audience)
    {
        using var answer = await SendAsync(Sign(d => d.Audience = audience));

        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(_id, new JsonWebToken(body.GetProperty("access_token").GetString()).Subject);
        Assert.Contains(_app.Events.All, e => e.Kind == SecurityEventKind.TokenIssued && e.Actor.Id == _id);
    }

    [Theory]
    [InlineData("ES384")]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("PS256")]
    public async Task Token_AssertionOfAnotherOfferedAlgorithm_IsIssued(string algorithm)
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        SecurityKey key = algorithm == "ES384" ? new ECDsaSecurityKey(curve) { KeyId = "k" } : new RsaSecurityKey(rsa) { KeyId = "k" };
        _id = await RegisterAsync(ClientKeyPair.Set(algorithm == "ES384" ? ClientKeyPair.Public(curve, "k") : ClientKeyPair.Public(rsa, "k")));

        using var answer = await SendAsync(Sign(d => d.SigningCredentials = new(key, algorithm)));

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Token_AssertionUsedAgain_IsRefusedOnEveryHost()
    {
        var assertion = Sign();
        using var first = await SendAsync(assertion);
        using var again = await SendAsync(assertion);
        await using var otherApp = await IdentityApp.StartAsync(platform);
        using var otherHttp = otherApp.Client();
        using var elsewhere = await SendAsync(assertion, otherHttp);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        foreach (var refused in new[] { again, elsewhere })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal("invalid_client", await refused.ErrorAsync());
            Assert.Contains("used before", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Token_AssertionSentManyTimesAtOnce_IsTakenOnce()
    {
        var assertion = Sign();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(assertion)));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
    }

    [Fact]
    public async Task Token_AnotherClientUsesTheSameJti_IsIssued()
    {
        using var first = await SendAsync(Sign(d => d.Claims["jti"] = "one"));
        _id = await RegisterAsync(_pair.PublicSet);
        using var second = await SendAsync(Sign(d => d.Claims["jti"] = "one"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

    public static TheoryData<string> Forgeries =>
    [
        "garbage", "alg none", "alg none, kid known", "HS256 with the public key", "tampered payload", "foreign key", "foreign key, our kid",
        "unknown kid", "jwk in the header", "wrong audience", "audience and another", "no audience", "expired", "no expiry", "valid too long",
        "not yet valid", "issued in the future", "no jti", "huge jti", "issuer differs", "subject differs", "unknown client", "no subject",
        "subject a number", "expiry a text", "audience a number", "jti a number", "kid a number", "critical extension", "RS256 named for an EC key",
        "ES384 named for a P-256 key", "huge", "other client's key",
    ];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Token_ForgedAssertion_IsInvalidClientAndUsesNothing(string forgery)
    {
        var before = await platform.ScalarAsync<long>("SELECT count(*) FROM platform.used_once");
        var forged = await ForgeAsync(forgery);

        using var answer = await SendAsync(forged);

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (answer.StatusCode, await answer.ErrorAsync()));
        Assert.DoesNotContain(forged, _app.Log.Text, StringComparison.Ordinal);
        Assert.Equal(before, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.used_once"));
    }

    [Fact]
    public async Task Token_AssertionWithoutItsTypeOrBesideAnotherMethod_IsInvalidRequest()
    {
        foreach (var fields in new (string, string)[][]
        {
            [("client_assertion", Sign())],
            [("client_assertion", Sign()), ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer")],
            [("client_assertion_type", AssertionType)],
            [("client_assertion", Sign()), ("client_assertion_type", AssertionType), ("client_id", "someone")],
            [("client_assertion", Sign()), ("client_assertion_type", AssertionType), ("client_id", _id), ("client_secret", "x")],
            [("client_assertion", Sign()), ("client_assertion", Sign()), ("client_assertion_type", AssertionType)],
        })
        {
            using var answer = await _http.TokenAsync(Form([("grant_type", "client_credentials"), .. fields]));
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.StatusCode, await answer.ErrorAsync()));
        }
    }

    [Fact]
    public async Task Token_ClientOfAnotherMethod_IsInvalidClient()
    {
        var secretClient = await _app.AddClientAsync("system/*.rs");
        var keyClient = _id;
        _id = secretClient.Id;

        using var assertionForSecret = await SendAsync(Sign());
        using var secretForKeys = await _http.TokenAsync(Form(("grant_type", "client_credentials")), $"{keyClient}:{secretClient.Secret}");
        using var nothing = await _http.TokenAsync(Form(("grant_type", "client_credentials"), ("client_id", keyClient)));

        foreach (var answer in new[] { assertionForSecret, secretForKeys, nothing })
        {
            Assert.Equal("invalid_client", await answer.ErrorAsync());
        }
    }

    [Fact]
    public async Task Token_PublicClientNamesItself_IsKnownAndMayNotUseTheGrant()
    {
        var id = IdentityApp.Fresh("browser");
        await RegisterAsync(new NewClient(id, IdentityPlatform.Tenant, ["openid", "system/*.rs"])
        {
            IsPublic = true, Grants = ["authorization_code"], RedirectUris = ["https://app.example/back"],
        });

        using var answer = await _http.TokenAsync(Form(("grant_type", "client_credentials"), ("client_id", id)));

        Assert.Equal((HttpStatusCode.BadRequest, "unauthorized_client"), (answer.StatusCode, await answer.ErrorAsync()));
    }

    [Fact]
    public async Task Metadata_AuthenticationMethods_AreNamedWithTheirAlgorithms()
    {
        var document = await _http.GetFromJsonAsync<JsonElement>("/.well-known/oauth-authorization-server");

        Assert.Contains("private_key_jwt", document.GetProperty("token_endpoint_auth_methods_supported").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal(
            ["ES256", "ES384", "RS256", "RS384", "PS256"],
            document.GetProperty("token_endpoint_auth_signing_alg_values_supported").EnumerateArray().Select(e => e.GetString()));
    }

    private Task<string> RegisterAsync(string jwks) =>
        RegisterAsync(new NewClient(IdentityApp.Fresh("backend"), IdentityPlatform.Tenant, ["system/*.rs"]) { Jwks = jwks });

    private async Task<string> RegisterAsync(NewClient client) => Assert.IsType<AddClientOutcome.Added>(
        await _app.Services.GetRequiredService<ClientDirectory>().AddAsync(client, Actor.Plugin("tests"), CancellationToken.None)).Id;

    private Task<HttpResponseMessage> SendAsync(string assertion, HttpClient? http = null) => (http ?? _http).TokenAsync(Form(
        ("grant_type", "client_credentials"), ("client_assertion_type", AssertionType), ("client_assertion", assertion)));

    private string Sign(Action<SecurityTokenDescriptor>? vary = null)
    {
        var now = _app.Clock.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = _id,
            Audience = IdentityApp.Issuer,
            IssuedAt = now,
            Expires = now.AddMinutes(4),
            SigningCredentials = _pair.Credentials,
            Claims = new Dictionary<string, object> { ["sub"] = _id, ["jti"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) },
        };
        vary?.Invoke(descriptor);
        foreach (var name in descriptor.Claims.Where(claim => claim.Value is "").Select(claim => claim.Key).ToList())
        {
            descriptor.Claims.Remove(name);
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private async Task<string> ForgeAsync(string forgery)
    {
        var good = Sign().Split('.');
        var now = _app.Clock.GetUtcNow().UtcDateTime;
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return forgery switch
        {
            "garbage" => "abc",
            "alg none" => $"{Part("""{"alg":"none"}""")}.{good[1]}.",
            "alg none, kid known" => $"{Part($$"""{"alg":"none","kid":"{{ClientKeyPair.Kid}}"}""")}.{good[1]}.{good[2]}",
            "HS256 with the public key" => Hmac(good[1]),
            "tampered payload" => $"{good[0]}.{Part(Text(good[1]).Replace("\"jti\":\"", "\"jti\":\"x", StringComparison.Ordinal))}.{good[2]}",
            "foreign key" => Sign(d => d.SigningCredentials = Credentials(foreign, "foreign")),
            "foreign key, our kid" => Sign(d => d.SigningCredentials = Credentials(foreign, ClientKeyPair.Kid)),
            "unknown kid" => Sign(d => d.SigningCredentials = Credentials(_pair.Key, "other")),
            "jwk in the header" => SignParts(foreign, $$"""{"alg":"ES256","kid":"{{ClientKeyPair.Kid}}","jwk":{{JsonSerializer.Serialize(ClientKeyPair.Public(foreign, ClientKeyPair.Kid))}}}""", Text(good[1])),
            "wrong audience" => Sign(d => d.Audience = "https://elsewhere.test"),
            "audience and another" => Sign(d => { d.Audience = null; d.Claims["aud"] = new[] { IdentityApp.Issuer, "https://elsewhere.test" }; }),
            "no audience" => Sign(d => d.Audience = null),
            "expired" => Sign(d => d.Expires = now.AddSeconds(-1)),
            "no expiry" => Sign(d => d.Expires = null),
            "valid too long" => Sign(d => d.Expires = now.AddMinutes(6)),
            "not yet valid" => Sign(d => d.NotBefore = now.AddMinutes(2)),
            "issued in the future" => Sign(d => d.IssuedAt = now.AddMinutes(2)),
            "no jti" => Sign(d => d.Claims["jti"] = ""),
            "huge jti" => Sign(d => d.Claims["jti"] = new string('j', 257)),
            "issuer differs" => Sign(d => d.Issuer = "someone"),
            "subject differs" => Sign(d => d.Claims["sub"] = "someone"),
            "unknown client" => Sign(d => d.Claims["sub"] = d.Issuer = "nobody"),
            "no subject" => Sign(d => d.Claims["sub"] = ""),
            "subject a number" => SignParts(_pair.Key, Text(good[0]), Text(good[1]).Replace($"\"sub\":\"{_id}\"", "\"sub\":7", StringComparison.Ordinal)),
            "expiry a text" => SignParts(_pair.Key, Text(good[0]), Vary(good[1], "exp", "\"tomorrow\"")),
            "audience a number" => SignParts(_pair.Key, Text(good[0]), Vary(good[1], "aud", "7")),
            "jti a number" => SignParts(_pair.Key, Text(good[0]), Vary(good[1], "jti", "[7]")),
            "kid a number" => SignParts(_pair.Key, """{"alg":"ES256","kid":7}""", Text(good[1])),
            "critical extension" => SignParts(_pair.Key, $$"""{"alg":"ES256","kid":"{{ClientKeyPair.Kid}}","crit":["x"],"x":1}""", Text(good[1])),
            "RS256 named for an EC key" => SignParts(_pair.Key, $$"""{"alg":"RS256","kid":"{{ClientKeyPair.Kid}}"}""", Text(good[1])),
            "ES384 named for a P-256 key" => SignParts(_pair.Key, $$"""{"alg":"ES384","kid":"{{ClientKeyPair.Kid}}"}""", Text(good[1])),
            "huge" => Sign(d => d.Claims["extra"] = new string('x', 8000)),
            "other client's key" => await OfOtherClientAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(forgery), forgery, "Not in the table."),
        };
    }

    // Key and kid are those of a registered client, only not of the one that is named.
    private async Task<string> OfOtherClientAsync()
    {
        using var other = new ClientKeyPair();
        await RegisterAsync(other.PublicSet);
        return Sign(d => d.SigningCredentials = Credentials(other.Key, ClientKeyPair.Kid));
    }

    private static SigningCredentials Credentials(ECDsa key, string kid) => new(new ECDsaSecurityKey(key) { KeyId = kid }, SecurityAlgorithms.EcdsaSha256)
    {
        CryptoProviderFactory = new() { CacheSignatureProviders = false },
    };

    private static string SignParts(ECDsa key, string header, string payload)
    {
        var signed = $"{Part(header)}.{Part(payload)}";
        return $"{signed}.{Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private string Hmac(string payload)
    {
        var signed = $"{Part($$"""{"alg":"HS256","kid":"{{ClientKeyPair.Kid}}"}""")}.{payload}";
        return $"{signed}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(_pair.Key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Vary(string payload, string claim, string json)
    {
        var claims = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Text(payload))!;
        claims[claim] = JsonSerializer.Deserialize<JsonElement>(json);
        return JsonSerializer.Serialize(claims);
    }

    private static string Text(string part) => Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(part));

    private static string Part(string json) => Base64UrlEncoder.Encode(json);
}
