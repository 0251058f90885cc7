using PluginPlatform.Identity.DPoP;

namespace PluginPlatform.Identity.Tokens.Rules;

/// <summary>
/// RFC 9449 section 5: who proves a key gets a token that is bound to it; a client registered for bound tokens gets no other.
/// </summary>
internal sealed class ProveKey(DpopProof proofs) : ITokenRule
{
    public async ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Request.Proofs.Count == 0)
        {
            return transaction.Client is { DpopBound: true }
                ? TokenError.InvalidDpopProof("This client gets bound tokens only: send a DPoP proof.")
                : null;
        }

        var proven = await proofs.CheckAsync(transaction.Request.Proofs, "POST", IdentityPaths.Token, accessToken: null, cancellationToken);
        transaction.KeyThumbprint = proven.Thumbprint;
        return proven.Thumbprint is null ? TokenError.Of(proven) : null;
    }
}
