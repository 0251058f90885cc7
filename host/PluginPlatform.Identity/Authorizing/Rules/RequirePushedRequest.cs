namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>RFC 9126 section 6: a client registered so must push its requests.</summary>
internal sealed class RequirePushedRequest : IAuthorizeRule
{
    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken) =>
        new(transaction is { KnownClient.RequirePushedAuthorization: true, PushedAs: null, Call.Pushing: false }
            ? transaction.Refuse(AuthorizeError.InvalidRequest("This client must push its authorization requests."))
            : null);
}
