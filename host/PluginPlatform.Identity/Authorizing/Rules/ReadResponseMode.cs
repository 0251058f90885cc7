namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>OAuth 2.0 Multiple Response Types section 2.1 and Form Post Response Mode section 2: query, the default, or
/// form_post. A fragment would leave the code in the browser's history (RFC 9700 section 4.3.1).</summary>
internal sealed class ReadResponseMode : IAuthorizeRule
{
    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        switch (transaction.Request[AuthorizeParameters.ResponseMode])
        {
            case null or "query":
                return default;
            case "form_post":
                transaction.Mode = ResponseMode.FormPost;
                return default;
            default:
                return new(transaction.Refuse(AuthorizeError.InvalidRequest("response_mode is query or form_post.")));
        }
    }
}
