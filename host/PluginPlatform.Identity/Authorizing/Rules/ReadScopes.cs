using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>RFC 6749 section 3.3: scopes must be understood, be a person's to give and lie within the registered ones.</summary>
internal sealed class ReadScopes(NarrowingRules narrowing) : IAuthorizeRule
{
    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        transaction.Scopes = PersonScopes.Settle(transaction.KnownClient, transaction.Request[AuthorizeParameters.Scope], launches: true);
        return new(transaction.Scopes is not { } scopes
            ? transaction.Refuse("invalid_scope", "A scope is not understood, not a person's to give, or beyond what the client is registered for.")
            : narrowing.Refusal(scopes) is { } refusal ? transaction.Refuse("invalid_scope", refusal) : null);
    }
}
