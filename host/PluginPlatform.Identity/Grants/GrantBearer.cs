using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Grants;

/// <summary>
/// Who stands behind an access token that was given for a person. The token's signature is proved already; whether its grant
/// still holds, and what the person may do, is read from the database.
/// </summary>
internal sealed class GrantBearer(GrantStore grants, ClientStore clients)
{
    /// <summary>Null when the grant is revoked or over, its session has ended, or its user or client has been switched off.</summary>
    public async Task<UserTokenIdentity?> FindAsync(JsonWebToken token, string grantId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(grantId, out var id)
            || !token.TryGetPayloadValue<string>(PlatformClaims.ClientId, out var client)
            || !token.TryGetPayloadValue<string>(PlatformClaims.Scope, out var text)
            || !ScopeSet.TryParse(text, out var scopes)
            || await grants.FindAsync(id, cancellationToken) is not { } grant
            || grant.ClientId != client
            || grant.User.Id.ToString() != token.Subject)
        {
            return null;
        }

        // A token that names a session ends with it, also when its grant goes on.
        if (token.TryGetPayloadValue<string>(PlatformClaims.Session, out _) && !grant.SessionLives)
        {
            return null;
        }

        // Scopes the client has lost since are lost to its tokens too.
        return scopes.IsWithin(grant.Scopes)
            && await clients.FindAsync(client, cancellationToken) is { Active: true } registered
            && scopes.IsWithin(registered.Scopes)
                ? new(grant.User, id, client, scopes, grant.Launch?.Patient)
                {
                    RequestsPerMinute = registered.RequestsPerMinute,
                }
                : null;
    }
}
