namespace PluginPlatform.Identity.Authorizing;

/// <summary>Takes a request through the rules until one settles it.</summary>
internal sealed class AuthorizeEngine(IEnumerable<IAuthorizeRule> rules)
{
    private readonly IAuthorizeRule[] _rules = [.. rules];

    public async ValueTask<AuthorizeResult> HandleAsync(AuthorizeCall call, CancellationToken cancellationToken)
    {
        var transaction = new AuthorizeTransaction(call);
        foreach (var rule in _rules)
        {
            if (await rule.ApplyAsync(transaction, cancellationToken) is { } outcome)
            {
                return new(outcome, transaction.Client);
            }
        }

        throw new InvalidOperationException("No rule settled the authorization request.");
    }
}
