using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>
/// RFC 6749 section 3.3: scopes must be understood, be a person's to give and lie within the registered ones; without the
/// parameter the registered ones of that sort are asked for. OpenID Connect Core 1.0 section 11: offline_access is passed
/// over for a client that may not refresh.
/// </summary>
internal sealed class ReadScopes : IAuthorizeRule
{
    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        var client = transaction.KnownClient;
        var scopes = PersonScopes.Of(client.Scopes);
        if (transaction.Request[AuthorizeParameters.Scope] is { } text && !ScopeSet.TryParse(text, out scopes))
        {
            return new(transaction.Refuse("invalid_scope", "A scope is not understood."));
        }

        if (scopes.IsEmpty || PersonScopes.Of(scopes).Text != scopes.Text || !scopes.IsWithin(client.Scopes))
        {
            return new(transaction.Refuse("invalid_scope", "A scope goes beyond what the client is registered for, or is not a person's to give."));
        }

        transaction.Scopes = client.Grants.Contains(GrantTypes.RefreshToken) ? scopes : PersonScopes.WithoutOffline(scopes);
        return new(transaction.Scopes.IsEmpty
            ? transaction.Refuse("invalid_scope", "offline_access alone gives nothing.")
            : null);
    }
}
