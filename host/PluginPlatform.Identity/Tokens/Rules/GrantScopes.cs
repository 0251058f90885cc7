using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Tokens.Rules;

/// <summary>
/// RFC 6749 section 3.3: requested scopes must be understood and lie within the registered ones, otherwise invalid_scope;
/// without the parameter the registered scopes are granted. What is granted is stated in the answer.
/// </summary>
internal sealed class GrantScopes(NarrowingRules narrowing) : ITokenRule
{
    public ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken) =>
        transaction switch
        {
            // What a person allowed is settled already.
            { Grant: not null } => default,
            { Client: { } client } => new(Grant(transaction, client)),
            _ => throw new InvalidOperationException("Scopes are granted to authenticated clients only."),
        };

    private TokenError? Grant(TokenTransaction transaction, Client client)
    {
        var requested = client.Scopes.Only(ScopeContext.System);
        if (transaction.Request[TokenParameters.Scope] is { } text && !ScopeSet.TryParse(text, out requested))
        {
            return TokenError.InvalidScope("A scope is not understood; write system/<kind>.<letters of cruds>.");
        }

        // SMART App Launch 2.2 section 3.0.2: without a user there are only system scopes.
        if (!requested.IsOnly(ScopeContext.System))
        {
            return TokenError.InvalidScope("client_credentials gives system scopes only.");
        }

        if (requested.IsEmpty || !requested.IsWithin(client.Scopes))
        {
            return TokenError.InvalidScope("A scope goes beyond what the client is registered for.");
        }

        if (narrowing.Refusal(requested) is { } refusal)
        {
            return TokenError.InvalidScope(refusal);
        }

        transaction.Granted = requested;
        return null;
    }
}
