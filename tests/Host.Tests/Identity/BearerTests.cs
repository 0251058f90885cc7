using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Bearer;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Keys;
using PluginPlatform.Sdk.Access;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class BearerTests(IdentityPlatform platform) : IAsyncLifetime
{
    private IdentityApp _app = null!;
    private HttpClient _http = null!;
    private AddClientOutcome.Added _client = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform, options => options.BearerCacheCapacity = 16);
        _http = _app.Client();
        _client = await _app.AddClientAsync("system/*.cruds");
        _token = await _http.AccessTokenAsync(_client.Id, _client.Secret);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Token_RoundTrip_GivesTenantClientAndRightsOfItsScope()
    {
        using var answer = await _http.WithTokenAsync(_token);

        var who = (await answer.Content.ReadFromJsonAsync<Who>())!;
        Assert.Equal(("hospital", "Client", _client.Id), (who.Tenant, who.Kind, who.Id));
        Assert.Equal(["record:export", "record:read", "record:write"], who.Permissions);
        Assert.True(who is { ReadsPatients: true, CreatesPatients: true, ReadsObservations: true });
    }

    [Fact]
    public async Task Token_NarrowScope_OpensOnlyThatKindAndThosePermissions()
    {
        var token = await _http.AccessTokenAsync(_client.Id, _client.Secret, "system/Patient.rs");

        using var answer = await _http.WithTokenAsync(token);

        var who = (await answer.Content.ReadFromJsonAsync<Who>())!;
        Assert.Equal(["record:read"], who.Permissions);
        Assert.True(who is { ReadsPatients: true, CreatesPatients: false, ReadsObservations: false });
    }

    // RFC 9068 section 2: header and claims; the signature verifies with what /connect/jwks publishes.
    [Fact]
    public async Task Token_Contents_FollowTheProfileAndVerifyWithThePublishedKey()
    {
        var set = new JsonWebKeySet(await _http.GetStringAsync("/connect/jwks"));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(_token, new()
        {
            ValidIssuer = IdentityApp.Issuer,
            ValidAudience = IdentityApp.Issuer,
            ValidTypes = ["at+jwt"],
            IssuerSigningKeys = set.GetSigningKeys(),
        });

        Assert.True(result.IsValid, result.Exception?.Message);
        var token = new JsonWebToken(_token);
        Assert.Equal("ES256", token.Alg);
        Assert.Equal(set.Keys.Single(key => key.Kid == token.Kid).ComputeJwkThumbprint(), Base64UrlEncoder.DecodeBytes(token.Kid));
        foreach (var claim in new[] { "iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope", "tenant" })
        {
            Assert.True(token.TryGetPayloadValue<object>(claim, out _), claim);
        }

        Assert.DoesNotContain(set.Keys, key => key.HasPrivateKey);
    }

    [Fact]
    public async Task Api_NoToken_Is401WithPlainChallengeAndProblemDetails()
    {
        using var answer = await _http.GetAsync("/api/test/who");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("IDN-1001", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Api_ForbiddenWithToken_Is403InsufficientScope()
    {
        using var answer = await _http.WithTokenAsync(_token, "/api/test/forbidden");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("insufficient_scope", answer.Headers.WwwAuthenticate.ToString());
    }

    // RFC 6750 section 3.1, also where somebody else writes the refusal.
    [Theory]
    [InlineData("nonsense", "Bearer error=\"invalid_token\"")]
    [InlineData(null, "Bearer")]
    public async Task Api_RefusedByAnotherPart_SaysWhetherTheTokenWasToBlame(string? token, string challenge)
    {
        using var answer = token is null
            ? await _http.GetAsync("/api/test/own-refusal")
            : await _http.WithTokenAsync(token, "/api/test/own-refusal");

        Assert.Equal(challenge, answer.Headers.WwwAuthenticate.ToString());
    }

    public static TheoryData<string> Forgeries =>
    [
        "empty", "garbage", "two parts", "five parts", "alg none", "alg none, kid known", "HS256 with the public key", "tampered payload",
        "tampered signature", "foreign key", "foreign key, our kid", "no kid", "unknown kid", "wrong issuer", "wrong audience", "no expiry",
        "typ JWT", "critical extension", "not yet valid", "huge", "client and subject differ", "unknown client", "unknown scope",
    ];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Api_ForgedToken_Is401InvalidToken(string forgery)
    {
        var forged = await ForgeAsync(forgery);

        using var answer = await _http.WithTokenAsync(forged);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString());
        Assert.True(forged.Length == 0 || !_app.Log.Text.Contains(forged, StringComparison.Ordinal));
    }

    // A guard for the table above: what it varies is good when nothing is varied.
    [Fact]
    public async Task Api_TokenMadeLikeTheForgeries_IsAccepted()
    {
        using var answer = await _http.WithTokenAsync(await SignAsync(_ => { }));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Api_TokenNamesAnotherTenant_TheClientsRowDecides()
    {
        var token = await SignAsync(descriptor => descriptor.Claims["tenant"] = "clinic");

        using var answer = await _http.WithTokenAsync(token);

        Assert.Equal("hospital", (await answer.Content.ReadFromJsonAsync<Who>())!.Tenant);
    }

    [Fact]
    public async Task Api_TokenExpires_IsRefusedAlsoFromTheCache()
    {
        _app.Clock.Advance(TimeSpan.FromMinutes(59.9));
        Assert.Equal(HttpStatusCode.OK, (await _http.WithTokenAsync(_token)).StatusCode);

        _app.Clock.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(HttpStatusCode.Unauthorized, (await _http.WithTokenAsync(_token)).StatusCode);
    }

    [Fact]
    public async Task Api_BadBearerBesideGoodCookie_IsRefused()
    {
        using var browser = new Browser(_app.Address);
        using var signedIn = await browser.SignInAsync(await _app.AddUserAsync(Roles.Provider), IdentityApp.GoodPassword);
        Assert.NotNull(await browser.WhoAsync());
        foreach (var authorization in new[] { "Bearer nonsense", "bearer nonsense", "Bearer", "Bearer " })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/test/who");
            request.Headers.TryAddWithoutValidation("Authorization", authorization);

            using var answer = await browser.SendAsync(request);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Api_PluginSetChanges_CachedTokenGetsTheNewPermission()
    {
        await _http.WithTokenAsync(_token);
        _app.Permissions.Add(new("labs:read", "Read labs.", DataAction.Read));

        using var answer = await _http.WithTokenAsync(_token);

        Assert.Contains("labs:read", (await answer.Content.ReadFromJsonAsync<Who>())!.Permissions);
    }

    [Fact]
    public async Task Cache_ManyTokens_StaysWithinItsCapacity()
    {
        var cache = _app.Services.GetRequiredService<AccessTokenReader>().Cache;
        for (var i = 0; i < 40; i++)
        {
            var token = await _http.AccessTokenAsync(_client.Id, _client.Secret);
            using var answer = await _http.WithTokenAsync(token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.InRange(cache.Count, 1, 16);
        }
    }

    [Fact]
    public async Task SigningKey_InDatabase_IsNotInClear()
    {
        var key = await KeyAsync();
        var clear = ((ECDsaSecurityKey)key.Key).ECDsa.ExportPkcs8PrivateKey();

        var stored = await platform.ScalarAsync<byte[]>("SELECT private_key FROM platform.signing_keys WHERE kid = $1", key.Kid);

        Assert.Equal(-1, stored.AsSpan().IndexOf(clear));
        Assert.Equal(-1, stored.AsSpan().IndexOf(((ECDsaSecurityKey)key.Key).ECDsa.ExportParameters(true).D));
    }

    private ValueTask<SigningKey> KeyAsync() => _app.Services.GetRequiredService<SigningKeys>().SigningAsync(SigningAlgorithms.OfAccessTokens, CancellationToken.None);

    private async Task<string> SignAsync(Action<SecurityTokenDescriptor> vary)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = IdentityApp.Issuer,
            Audience = IdentityApp.Issuer,
            IssuedAt = _app.Clock.GetUtcNow().UtcDateTime,
            Expires = _app.Clock.GetUtcNow().UtcDateTime.AddMinutes(10),
            SigningCredentials = (await KeyAsync()).Credentials,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = _client.Id, ["client_id"] = _client.Id, ["scope"] = "system/*.rs", ["jti"] = "1", ["tenant"] = "hospital",
            },
        };
        vary(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private async Task<string> ForgeAsync(string forgery)
    {
        var parts = _token.Split('.');
        var ours = await KeyAsync();
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return forgery switch
        {
            "empty" => "",
            "garbage" => "abc",
            "two parts" => $"{parts[0]}.{parts[1]}",
            "five parts" => $"{_token}.a.b",
            "alg none" => $"{Part("""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.",
            "alg none, kid known" => $"{Part($$"""{"alg":"none","typ":"at+jwt","kid":"{{ours.Kid}}"}""")}.{parts[1]}.{parts[2]}",
            "HS256 with the public key" => HmacWithPublicKey(ours, parts[1]),
            "tampered payload" => $"{parts[0]}.{Part(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1])).Replace("hospital", "clinic", StringComparison.Ordinal))}.{parts[2]}",
            "tampered signature" => $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}",
            "foreign key" => await SignAsync(d => d.SigningCredentials = new(new ECDsaSecurityKey(foreign) { KeyId = "foreign" }, "ES256")),
            "foreign key, our kid" => await SignAsync(d => d.SigningCredentials = new(new ECDsaSecurityKey(foreign) { KeyId = ours.Kid }, "ES256") { CryptoProviderFactory = new() { CacheSignatureProviders = false } }),
            "no kid" => await SignAsync(d => d.SigningCredentials = new(new ECDsaSecurityKey(((ECDsaSecurityKey)ours.Key).ECDsa), "ES256")),
            "unknown kid" => await SignAsync(d => d.SigningCredentials = new(new ECDsaSecurityKey(((ECDsaSecurityKey)ours.Key).ECDsa) { KeyId = "other" }, "ES256")),
            "wrong issuer" => await SignAsync(d => d.Issuer = "http://elsewhere.test"),
            "wrong audience" => await SignAsync(d => d.Audience = "http://elsewhere.test"),
            "no expiry" => await SignAsync(d => d.Expires = null),
            "typ JWT" => await SignAsync(d => d.TokenType = "JWT"),
            "critical extension" => await SignAsync(d => d.AdditionalHeaderClaims = new Dictionary<string, object> { ["crit"] = new[] { "x" }, ["x"] = "1" }),
            "not yet valid" => await SignAsync(d => d.NotBefore = _app.Clock.GetUtcNow().UtcDateTime.AddMinutes(5)),
            "huge" => $"{parts[0]}.{new string('A', 10_000)}.{parts[2]}",
            "client and subject differ" => await SignAsync(d => d.Claims["sub"] = "someone"),
            "unknown client" => await SignAsync(d => d.Claims["sub"] = d.Claims["client_id"] = "nobody"),
            "unknown scope" => await SignAsync(d => d.Claims["scope"] = "everything"),
            _ => throw new ArgumentOutOfRangeException(nameof(forgery), forgery, "Not in the table."),
        };
    }

    private static string HmacWithPublicKey(SigningKey key, string payload)
    {
        var head = $"{Part($$"""{"alg":"HS256","typ":"at+jwt","kid":"{{key.Kid}}"}""")}.{payload}";
        var signature = HMACSHA256.HashData(((ECDsaSecurityKey)key.Key).ECDsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(head));
        return $"{head}.{Base64UrlEncoder.Encode(signature)}";
    }

    private static string Part(string json) => Base64UrlEncoder.Encode(json);
}
