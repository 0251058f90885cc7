namespace PluginPlatform.Identity.Tokens.Rules;

/// <summary>RFC 6749 section 3.2: parameters must not be included more than once.</summary>
internal sealed class RefuseRepeatedParameters : ITokenRule
{
    public ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new(transaction.Request.Form.All(parameter => seen.Add(parameter.Key))
            ? null
            : TokenError.InvalidRequest("A parameter is given more than once."));
    }
}
