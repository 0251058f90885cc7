using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Identity.Tokens;

namespace PluginPlatform.Identity.Grants.Rules;

/// <summary>
/// RFC 6749 section 6: the refresh token belongs to this client, and scopes may be narrowed but not widened. RFC 9700 section
/// 4.14.2: each is good once, and one that comes back ends its whole family, for one of the two who hold it stole it.
/// </summary>
internal sealed class UseRefreshToken(RefreshStore tokens, GrantStore grants, NarrowingRules narrowing, TimeProvider time) : ITokenRule
{
    private const string Invalid = "The refresh token is not valid: unknown, used, expired, revoked, or issued to another client.";

    public async ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken)
    {
        var request = transaction.Request;
        if (request[TokenParameters.GrantType] != GrantTypes.RefreshToken)
        {
            return null;
        }

        if (request[TokenParameters.RefreshToken] is not { } token)
        {
            return TokenError.InvalidRequest("refresh_token is required.");
        }

        // Another client's token is left as it is: nobody can end a family by guessing at it.
        if (await tokens.FindAsync(token, cancellationToken) is not { } seen || seen.ClientId != transaction.Client?.Id)
        {
            return TokenError.InvalidGrant(Invalid);
        }

        if (!seen.Used)
        {
            return await UseAsync(transaction, token, seen, cancellationToken);
        }

        await grants.RevokeAsync(seen.Grant, "refresh_reused", cancellationToken);
        return TokenError.InvalidGrant(Invalid);
    }

    private async ValueTask<TokenError?> UseAsync(
        TokenTransaction transaction, string token, SeenRefreshToken seen, CancellationToken cancellationToken)
    {
        if (seen.ExpiresAt <= time.GetUtcNow() || await grants.FindAsync(seen.Grant, cancellationToken) is not { } grant)
        {
            return TokenError.InvalidGrant(Invalid);
        }

        // RFC 9449 section 5. Not used up: who stole the token without the key must not end what its owner has.
        if (seen.KeyThumbprint is { } key && key != transaction.KeyThumbprint)
        {
            return TokenError.InvalidGrant(Invalid);
        }

        // Before the token is used up: a client that asked for too much can ask again.
        var scopes = grant.Scopes;
        if (transaction.Request[TokenParameters.Scope] is { } text
            && (!ScopeSet.TryParse(text, out scopes) || scopes.IsEmpty || !scopes.IsWithin(grant.Scopes)))
        {
            return TokenError.InvalidScope("A scope goes beyond what the user allowed.");
        }

        if (narrowing.Refusal(scopes) is { } refusal)
        {
            return TokenError.InvalidScope(refusal);
        }

        if (!await tokens.UseAsync(token, cancellationToken))
        {
            await grants.RevokeAsync(seen.Grant, "refresh_reused", cancellationToken);
            return TokenError.InvalidGrant(Invalid);
        }

        transaction.Grant = grant;
        transaction.Granted = scopes;
        return null;
    }
}
