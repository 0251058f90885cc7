using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Keys;
using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Tokens;

/// <summary>Signs access tokens: ES256, profile of RFC 9068 section 2.</summary>
internal sealed class AccessTokenWriter(
    SigningKeys keys, IOptions<PlatformIdentityOptions> options, TimeProvider time)
{
    /// <summary>RFC 9068 section 2.1: keeps an ID token from being taken for an access token.</summary>
    public const string TokenType = "at+jwt";

    private const int IdBytes = 16;

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A token of the client for itself. RFC 9068 section 2.2: the subject is the client.</summary>
    public ValueTask<TokenAnswer> WriteAsync(
        Client client, ScopeSet scopes, string? keyThumbprint, CancellationToken cancellationToken) =>
        WriteAsync(client, scopes, new() { [JwtRegisteredClaimNames.Sub] = client.Id }, keyThumbprint, cancellationToken);

    /// <summary>
    /// A token of the client for a person. It names its grant, on which it hangs, and the session while that lives: with the
    /// session it ends. One that an offline grant gave later has none.
    /// </summary>
    public ValueTask<TokenAnswer> WriteAsync(
        Client client, Grant grant, ScopeSet scopes, string? keyThumbprint, CancellationToken cancellationToken)
    {
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = grant.User.Id.ToString(),
            [PlatformClaims.Grant] = grant.Id.ToString(),
            [JwtRegisteredClaimNames.AuthTime] = grant.AuthenticatedAt.ToUnixTimeSeconds(),
        };
        if (grant.SessionLives)
        {
            claims[PlatformClaims.Session] = grant.Session.ToString();
        }

        if (grant.Launch is { Patient: { } patient })
        {
            claims[PlatformClaims.Patient] = patient;
        }

        return WriteAsync(client, scopes, claims, keyThumbprint, cancellationToken);
    }

    private async ValueTask<TokenAnswer> WriteAsync(
        Client client, ScopeSet scopes, Dictionary<string, object> claims, string? keyThumbprint, CancellationToken cancellationToken)
    {
        var key = await keys.SigningAsync(SigningAlgorithms.OfAccessTokens, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        claims[PlatformClaims.ClientId] = client.Id;
        claims[JwtRegisteredClaimNames.Jti] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        claims[PlatformClaims.Scope] = scopes.Text;

        // For the client's own use. The platform reads the tenant from the client's row.
        claims[PlatformClaims.Tenant] = client.Tenant;
        if (keyThumbprint is not null)
        {
            // RFC 9449 section 6.1.
            claims[PlatformClaims.Confirmation] = new Dictionary<string, object> { [PlatformClaims.KeyThumbprint] = keyThumbprint };
        }

        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = TokenType,
            Issuer = options.Value.Issuer,
            Audience = options.Value.EffectiveAudience,
            IssuedAt = now,
            Expires = now + options.Value.AccessTokenLifetime,
            SigningCredentials = key.Credentials,
            Claims = claims,
        });
        return new(token, keyThumbprint is null ? "Bearer" : "DPoP", (int)options.Value.AccessTokenLifetime.TotalSeconds, scopes.Text);
    }
}
