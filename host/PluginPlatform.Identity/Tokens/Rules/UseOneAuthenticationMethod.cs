namespace PluginPlatform.Identity.Tokens.Rules;

/// <summary>RFC 6749 section 2.3: a client must not use more than one authentication method in a request.</summary>
internal sealed class UseOneAuthenticationMethod : ITokenRule
{
    public ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken)
    {
        var request = transaction.Request;
        var methods = request.Authorization.Count
            + (request[TokenParameters.ClientSecret] is null ? 0 : 1)
            + (request[TokenParameters.ClientAssertion] is null ? 0 : 1);
        return new(methods <= 1
            ? null
            : TokenError.InvalidRequest("More than one client authentication method is used."));
    }
}
