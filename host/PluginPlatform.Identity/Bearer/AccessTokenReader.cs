using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Keys;
using PluginPlatform.Identity.Revoking;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Identity.Signals;
using PluginPlatform.Identity.Tokens;

namespace PluginPlatform.Identity.Bearer;

/// <summary>
/// Believes an access token or not: RFC 9068 section 4 and RFC 8725. What it opens comes from the client's row as it is
/// now, and not from what the token claims.
/// </summary>
internal sealed class AccessTokenReader(
    SigningKeys keys, ClientStore clients, GrantBearer people, RevokedTokens revoked, SecuritySignals signals,
    IOptions<PlatformIdentityOptions> options, TimeProvider time)
{
    /// <summary>In characters. Tokens of this platform have about 600.</summary>
    public const int LongestToken = 4096;

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = LongestToken };
    private readonly ObedientCache<TokenDigest, ClientIdentity> _cache =
        new(options.Value.BearerCacheCapacity, options.Value.BearerCacheLifetime, signals, time);

    public ObedientCache<TokenDigest, ClientIdentity> Cache => _cache;

    public ValueTask<BearerOutcome> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length is 0 or > LongestToken)
        {
            return new(BearerOutcome.No("size"));
        }

        var digest = TokenDigest.Of(token);
        return _cache.Find(digest) is { } known ? new(new BearerOutcome(known, null)) : ValidateAsync(token, digest, cancellationToken);
    }

    /// <summary>The token when it is one of ours and not expired, whatever has become of it since. Null otherwise.</summary>
    public async ValueTask<JsonWebToken?> ProveAsync(string text, CancellationToken cancellationToken) =>
        text.Length is > 0 and <= LongestToken && Parse(text) is { } token && await FaultAsync(token, cancellationToken) is null ? token : null;

    private async ValueTask<BearerOutcome> ValidateAsync(string text, TokenDigest digest, CancellationToken cancellationToken)
    {
        var generation = signals.Generation;
        if (Parse(text) is not { } token)
        {
            return BearerOutcome.No("malformed");
        }

        if (await FaultAsync(token, cancellationToken) is { } fault)
        {
            return BearerOutcome.No(fault);
        }

        return await AdmitAsync(token, digest, generation, cancellationToken);
    }

    private async ValueTask<string?> FaultAsync(JsonWebToken token, CancellationToken cancellationToken)
    {
        // RFC 8725 section 3.1: one algorithm. RFC 7515 section 4.1.11: a critical extension that is not understood is refused.
        if (token.Alg != SecurityAlgorithms.EcdsaSha256 || token.TryGetHeaderValue<object>("crit", out _))
        {
            return "header";
        }

        if (string.IsNullOrEmpty(token.Kid)
            || await keys.FindAsync(token.Kid, cancellationToken) is not { } key
            || key.Algorithm != token.Alg)
        {
            return "key";
        }

        var result = await _handler.ValidateTokenAsync(token, Parameters(key));
        return result.IsValid ? null : result.Exception?.GetType().Name ?? "invalid";
    }

    private async ValueTask<BearerOutcome> AdmitAsync(
        JsonWebToken token, TokenDigest digest, long generation, CancellationToken cancellationToken)
    {
        if (token.Id is not { Length: > 0 } jti || await revoked.IsRevokedAsync(jti, cancellationToken))
        {
            return BearerOutcome.No("revoked");
        }

        var bound = TryReadKeyThumbprint(token, out var thumbprint);
        if (bound && thumbprint is null)
        {
            return BearerOutcome.No("cnf");
        }

        if (token.TryGetPayloadValue<string>(PlatformClaims.Grant, out var grant))
        {
            return await AdmitPersonAsync(token, grant, thumbprint, cancellationToken);
        }

        if (!token.TryGetPayloadValue<string>(PlatformClaims.ClientId, out var id) || id != token.Subject)
        {
            return BearerOutcome.No("client");
        }

        if (await clients.FindAsync(id, cancellationToken) is not { Active: true } client)
        {
            return BearerOutcome.No("client");
        }

        // Scopes the client has lost since are lost to its tokens too.
        if (!token.TryGetPayloadValue<string>(PlatformClaims.Scope, out var text)
            || !ScopeSet.TryParse(text, out var scopes)
            || !scopes.IsWithin(client.Scopes))
        {
            return BearerOutcome.No("scope");
        }

        var identity = new ClientIdentity(client.Id, client.Tenant, scopes) { RequestsPerMinute = client.RequestsPerMinute };
        Bind(identity, thumbprint);
        string[] ties = [ClientStore.Signal(client.Id), $"tenant:{client.Tenant}", RevokedTokens.Signal(jti), $"key:{token.Kid}"];
        _cache.Keep(digest, identity, token.ValidTo, ties, generation);
        return new(identity, null);
    }

    // Not kept in the cache: who signs out, is locked or loses a role feels it with the next request.
    private async ValueTask<BearerOutcome> AdmitPersonAsync(
        JsonWebToken token, string grant, string? thumbprint, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(token, grant, cancellationToken) is not { } identity)
        {
            return BearerOutcome.No("grant");
        }

        Bind(identity, thumbprint);
        return new(identity, null);
    }

    // RFC 9449 section 6.1. Another kind of binding is none that could be checked: such a token opens nothing.
    private static bool TryReadKeyThumbprint(JsonWebToken token, out string? thumbprint)
    {
        thumbprint = null;
        if (!token.TryGetPayloadValue<JsonElement>(PlatformClaims.Confirmation, out var confirmation))
        {
            return token.TryGetPayloadValue<object>(PlatformClaims.Confirmation, out _);
        }

        thumbprint = confirmation.ValueKind == JsonValueKind.Object
            && confirmation.TryGetProperty(PlatformClaims.KeyThumbprint, out var value) ? value.GetString() : null;
        return true;
    }

    private static void Bind(ClaimsIdentity identity, string? thumbprint)
    {
        if (thumbprint is not null)
        {
            identity.AddClaim(new(PlatformClaims.KeyThumbprint, thumbprint));
        }
    }

    private JsonWebToken? Parse(string text)
    {
        // Three parts: a signed token. Five would be an encrypted one, which this server never issues.
        if (text.AsSpan().Count('.') != 2 || !_handler.CanReadToken(text))
        {
            return null;
        }

        try
        {
            return _handler.ReadJsonWebToken(text);
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private TokenValidationParameters Parameters(SigningKey key) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        ValidTypes = [AccessTokenWriter.TokenType],
        ValidIssuer = options.Value.Issuer,
        ValidAudience = options.Value.EffectiveAudience,
        IssuerSigningKey = key.Key,
        TryAllIssuerSigningKeys = false,
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, expires),
    };

    private bool IsNow(DateTime? notBefore, DateTime? expires)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end && (notBefore is not { } start || start <= now);
    }
}
