namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>RFC 6749 section 3.1.1: response_type is required; OAuth 2.1 leaves only the code.</summary>
internal sealed class RequireResponseTypeCode : IAuthorizeRule
{
    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken) =>
        new(transaction.Request[AuthorizeParameters.ResponseType] switch
        {
            "code" => null,
            null => transaction.Refuse(AuthorizeError.InvalidRequest("response_type is missing.")),
            _ => transaction.Refuse("unsupported_response_type", "response_type is code."),
        });
}
