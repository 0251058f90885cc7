using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Host.Tests.Identity.Federation;

/// <summary>A small OpenID Connect provider on a port of its own, which can be told to lie.</summary>
internal sealed class ProviderServer : IAsyncDisposable
{
    public const string ClientId = "platform";
    public const string Secret = "provider's secret";

    private readonly WebApplication _app;
    private readonly RSA _key = RSA.Create(2048);
    private readonly Dictionary<string, (string Nonce, string Challenge)> _codes = [];

    private ProviderServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>Claims of the next ID token besides or in place of the good ones.</summary>
    public Dictionary<string, object> Says { get; } = [];

    /// <summary>Signs with another key than the published one.</summary>
    public bool SignsWrongly { get; set; }

    /// <summary>The issuer in the answer to the browser; null leaves it out.</summary>
    public string? NamesItself { get; set; }

    /// <summary>How many codes were redeemed.</summary>
    public int Redeemed { get; private set; }

    public static async Task<ProviderServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new ProviderServer(builder.Build());
        server._app.MapGet("/.well-known/openid-configuration", server.Document);
        server._app.MapGet("/keys", () => Results.Json(new { keys = new[] { server.PublicKey() } }));
        server._app.MapGet("/authorize", server.Authorize);
        server._app.MapPost("/token", (Delegate)server.TokenAsync);
        await server._app.StartAsync();
        server.NamesItself = server.Address;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private IResult Document() => Results.Json(new
    {
        issuer = Address, authorization_endpoint = Address + "/authorize", token_endpoint = Address + "/token", jwks_uri = Address + "/keys",
        authorization_response_iss_parameter_supported = true,
    });

    private object PublicKey()
    {
        var p = _key.ExportParameters(false);
        return new { kty = "RSA", kid = "1", use = "sig", alg = "RS256", n = Base64UrlEncoder.Encode(p.Modulus), e = Base64UrlEncoder.Encode(p.Exponent) };
    }

    // Whoever comes is signed in there already.
    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        Assert.Equal((ClientId, "code", "S256"), (query["client_id"].ToString(), query["response_type"].ToString(), query["code_challenge_method"].ToString()));
        var code = $"code-{_codes.Count + 1}";
        _codes[code] = (query["nonce"].ToString(), query["code_challenge"].ToString());
        var answer = new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] };
        if (NamesItself is { } issuer)
        {
            answer["iss"] = issuer;
        }

        return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"].ToString(), answer));
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var expected = "Basic " + Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{ClientId}:{System.Net.WebUtility.UrlEncode(Secret)}"));
        if (context.Request.Headers.Authorization != expected || !_codes.Remove(form["code"].ToString(), out var asked)
            || Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge)
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        Redeemed++;
        return Results.Json(new { access_token = "x", token_type = "Bearer", id_token = IdToken(asked.Nonce) });
    }

    private string IdToken(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Address, ["aud"] = ClientId, ["sub"] = "248289761001", ["nonce"] = nonce,
            ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        };
        foreach (var (name, value) in Says)
        {
            claims[name] = value;
        }

        using var other = RSA.Create(2048);
        var key = new RsaSecurityKey((SignsWrongly ? other : _key).ExportParameters(true)) { KeyId = "1" };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            JsonSerializer.Serialize(claims), new SigningCredentials(key, SecurityAlgorithms.RsaSha256));
    }
}
