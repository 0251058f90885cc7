using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Identity.Keys;

namespace PluginPlatform.Identity.EndSession;

/// <summary>Reads an ID token that a client hands back to say whose session is to end: RP-Initiated Logout 1.0 section 2.</summary>
internal sealed class LogoutHint(SigningKeys keys, IOptions<PlatformIdentityOptions> options)
{
    private const int Longest = 4096;

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = Longest };

    /// <summary>Null for what this server did not sign. Section 4: one that has expired still says whose it was.</summary>
    public async Task<LoggedIn?> ReadAsync(string text, CancellationToken cancellationToken)
    {
        if (Parse(text) is not { Alg: SigningAlgorithms.OfIdTokens, Kid: { Length: > 0 } kid } token
            || await keys.FindAsync(kid, cancellationToken) is not { Algorithm: SigningAlgorithms.OfIdTokens } key)
        {
            return null;
        }

        var result = await _handler.ValidateTokenAsync(token, new()
        {
            ValidAlgorithms = [SigningAlgorithms.OfIdTokens],
            ValidIssuer = options.Value.Issuer,
            IssuerSigningKey = key.Key,
            TryAllIssuerSigningKeys = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return result.IsValid
            && Guid.TryParse(token.Subject, out var user)
            && token.TryGetPayloadValue<string>(PlatformClaims.Session, out var sid)
            && Guid.TryParse(sid, out var session)
            && token.Audiences.FirstOrDefault() is { } client
                ? new(client, user, session)
                : null;
    }

    private JsonWebToken? Parse(string text)
    {
        try
        {
            return text.Length <= Longest && _handler.CanReadToken(text) ? _handler.ReadJsonWebToken(text) : null;
        }
        catch (Exception fault) when (fault is ArgumentException or Microsoft.IdentityModel.Tokens.SecurityTokenException)
        {
            // No token at all: the caller's doing.
            return null;
        }
    }
}
