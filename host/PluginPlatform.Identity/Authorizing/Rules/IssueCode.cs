using PluginPlatform.Identity.Grants;

namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>RFC 6749 section 4.1.2: a code, bound to client, redirect URI, challenge (RFC 7636 section 4.4) and session.</summary>
internal sealed class IssueCode(CodeStore codes) : IAuthorizeRule
{
    public async ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction is not { RedirectUri: { } redirectUri, Challenge: { } challenge })
        {
            throw new InvalidOperationException("A code is issued only after its redirect URI and challenge are settled.");
        }

        var grant = new NewGrant(
            transaction.KnownClient, transaction.KnownPerson, transaction.KnownScopes, transaction.Request[AuthorizeParameters.Nonce])
        {
            Launch = transaction.Launch,
        };
        return transaction.Answer(await codes.IssueAsync(grant, redirectUri, challenge, transaction.KeyThumbprint, cancellationToken));
    }
}
