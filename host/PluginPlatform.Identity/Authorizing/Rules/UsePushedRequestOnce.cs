using PluginPlatform.Identity.Pushing;

namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>RFC 9126 section 4: a pushed request gives one code.</summary>
internal sealed class UsePushedRequestOnce(PushedRequests pushed) : IAuthorizeRule
{
    public async ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken) =>
        transaction.PushedAs is not { } requestUri || await pushed.UseAsync(requestUri, cancellationToken)
            ? null
            : new AuthorizeOutcome.Shown(new("invalid_request_uri", "The request was used."));
}
