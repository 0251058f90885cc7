using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Clients;
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

    public async ValueTask<TokenAnswer> WriteAsync(Client client, ScopeSet scopes, CancellationToken cancellationToken)
    {
        var key = await keys.SigningAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = TokenType,
            Issuer = options.Value.Issuer,
            Audience = options.Value.EffectiveAudience,
            IssuedAt = now,
            Expires = now + options.Value.AccessTokenLifetime,
            SigningCredentials = key.Credentials,
            Claims = new Dictionary<string, object>
            {
                // Section 2.2: with client_credentials the subject is the client itself.
                [JwtRegisteredClaimNames.Sub] = client.Id,
                [PlatformClaims.ClientId] = client.Id,
                [JwtRegisteredClaimNames.Jti] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
                [PlatformClaims.Scope] = scopes.Text,

                // For the client's own use. The platform reads the tenant from the client's row.
                [PlatformClaims.Tenant] = client.Tenant,
            },
        });
        return new(token, "Bearer", (int)options.Value.AccessTokenLifetime.TotalSeconds, scopes.Text);
    }
}
