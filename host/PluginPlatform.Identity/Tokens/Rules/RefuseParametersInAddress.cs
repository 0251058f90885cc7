namespace PluginPlatform.Identity.Tokens.Rules;

/// <summary>
/// RFC 6749 section 2.3.1: credentials must not be in the request URI, where they end up in logs. The other parameters
/// belong into the body as well (section 4.4.2).
/// </summary>
internal sealed class RefuseParametersInAddress : ITokenRule
{
    public ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken) =>
        new(transaction.Request.Query.Count == 0
            ? null
            : TokenError.InvalidRequest("Parameters belong into the request body, not into the address."));
}
