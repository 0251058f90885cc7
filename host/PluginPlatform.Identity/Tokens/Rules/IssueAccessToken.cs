namespace PluginPlatform.Identity.Tokens.Rules;

/// <summary>RFC 6749 section 4.4.3: the access token is issued; a refresh token is not, for the client can ask again.</summary>
internal sealed class IssueAccessToken(AccessTokenWriter writer) : ITokenRule
{
    public async ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Grant is not null)
        {
            return null;
        }

        if (transaction is not { Client: { } client, Granted: { } scopes })
        {
            throw new InvalidOperationException("A token is issued only after its client and scopes are settled.");
        }

        transaction.Answer = await writer.WriteAsync(client, scopes, transaction.KeyThumbprint, cancellationToken);
        return null;
    }
}
