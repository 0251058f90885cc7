namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>
/// RFC 9700 section 2.1 and OpenID Connect Core 1.0 section 3.1.2.1: the redirect URI is given and equals a registered one,
/// character by character; of a loopback address the port may differ (RFC 8252 section 7.3). RFC 6749 section 4.1.2.1: to
/// another one nobody is redirected.
/// </summary>
internal sealed class MatchRedirectUri : IAuthorizeRule
{
    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Request[AuthorizeParameters.RedirectUri] is not { } wanted
            || !transaction.KnownClient.RedirectUris.Any(registered => RedirectMatch.Same(registered, wanted)))
        {
            return new(new AuthorizeOutcome.Shown(
                AuthorizeError.InvalidRequest("redirect_uri is missing or not registered for this application.")));
        }

        transaction.RedirectUri = wanted;
        return default;
    }
}
