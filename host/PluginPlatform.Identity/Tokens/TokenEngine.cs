namespace PluginPlatform.Identity.Tokens;

/// <summary>Takes a request through the rules until one refuses it or all have passed.</summary>
internal sealed class TokenEngine(IEnumerable<ITokenRule> rules)
{
    private readonly ITokenRule[] _rules = [.. rules];

    public async ValueTask<TokenOutcome> HandleAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var transaction = new TokenTransaction(request);
        foreach (var rule in _rules)
        {
            if (await rule.ApplyAsync(transaction, cancellationToken) is { } error)
            {
                return new(transaction.Named, transaction.Grant, null, error);
            }
        }

        return transaction.Answer is { } answer
            ? new(transaction.Named, transaction.Grant, answer, null)
            : throw new InvalidOperationException("No rule refused the token request and none answered it.");
    }
}
