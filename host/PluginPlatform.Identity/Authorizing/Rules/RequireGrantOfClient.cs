using PluginPlatform.Identity.Clients;

namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>RFC 6749 section 4.1.2.1: a client that may not ask for a code is unauthorized_client.</summary>
internal sealed class RequireGrantOfClient : IAuthorizeRule
{
    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken) =>
        new(transaction.KnownClient.Grants.Contains(GrantTypes.AuthorizationCode)
            ? null
            : transaction.Refuse("unauthorized_client", "The client may not ask for an authorization code."));
}
