using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Pushing;

namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>
/// RFC 9126 section 4: a request_uri stands for the request its own client pushed, and for nothing beside it. One that is
/// unknown, expired or used is not a request: there is no trustworthy address to answer at.
/// </summary>
internal sealed class ResolvePushedRequest(PushedRequests pushed) : IAuthorizeRule
{
    public async ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        var request = transaction.Request;
        if (transaction.Call.Pushing
            || request[AuthorizeParameters.RequestUri] is not { } requestUri
            || !PushedRequests.IsOne(requestUri))
        {
            return null;
        }

        if (request[AuthorizeParameters.ClientId] is not { } client
            || !ClientId.IsValid(client)
            || await pushed.FindAsync(requestUri, client, cancellationToken) is not { } found)
        {
            return new AuthorizeOutcome.Shown(new("invalid_request_uri", "The request was not pushed by this application, has expired, or was used."));
        }

        transaction.Request = found;
        transaction.PushedAs = requestUri;
        return null;
    }
}
