using PluginPlatform.Identity.Clients;

namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>RFC 6749 section 4.1.2.1: with a missing or unknown client nobody is redirected; the person is told.</summary>
internal sealed class FindClient(ClientStore clients) : IAuthorizeRule
{
    public async ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Request[AuthorizeParameters.ClientId] is not { } id
            || !ClientId.IsValid(id)
            || await clients.FindAsync(id, cancellationToken) is not { } client)
        {
            return new AuthorizeOutcome.Shown(new("invalid_client", "The application is not known here: client_id is missing or not registered."));
        }

        transaction.Client = client;
        return client.Active
            ? null
            : new AuthorizeOutcome.Shown(new("invalid_client", "The application has been switched off."));
    }
}
