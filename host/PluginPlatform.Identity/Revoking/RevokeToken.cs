using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Identity.Bearer;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Grants;

namespace PluginPlatform.Identity.Revoking;

/// <summary>
/// RFC 7009 section 2.1: a client gives back a token that is its own. A refresh token takes its grant with it, and so every
/// access token of that grant; an access token goes alone. Another client's token, and what is no token, is left as it is.
/// </summary>
internal sealed class RevokeToken(RefreshStore refreshTokens, GrantStore grants, RevokedTokens revoked, AccessTokenReader accessTokens)
{
    /// <summary>Whether something was ended.</summary>
    public async Task<bool> ApplyAsync(Client client, string token, CancellationToken cancellationToken)
    {
        if (await refreshTokens.FindAsync(token, cancellationToken) is { } seen)
        {
            if (seen.ClientId != client.Id)
            {
                return false;
            }

            await grants.RevokeAsync(seen.Grant, "given_back", cancellationToken);
            return true;
        }

        if (await accessTokens.ProveAsync(token, cancellationToken) is not { } proved || ClientOf(proved) != client.Id)
        {
            return false;
        }

        await revoked.RevokeAsync(proved.Id, proved.ValidTo, cancellationToken);
        return true;
    }

    private static string? ClientOf(JsonWebToken token) =>
        token.TryGetPayloadValue<string>(PlatformClaims.ClientId, out var id) ? id : null;
}
