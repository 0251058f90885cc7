namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>OpenID Connect Core 1.0 section 3.1.2.6: request objects are not read, so they are refused and not passed over.</summary>
internal sealed class RefuseRequestObjects : IAuthorizeRule
{
    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken) =>
        new((transaction.Request[AuthorizeParameters.Request], transaction.Request[AuthorizeParameters.RequestUri]) switch
        {
            (not null, _) => transaction.Refuse("request_not_supported", "Request objects are not supported."),
            (_, not null) => transaction.Refuse("request_uri_not_supported", "request_uri is not supported."),
            _ => null,
        });
}
