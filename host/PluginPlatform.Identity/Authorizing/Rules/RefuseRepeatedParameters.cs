namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>RFC 6749 section 3.1: parameters must not be included more than once.</summary>
internal sealed class RefuseRepeatedParameters : IAuthorizeRule
{
    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new(transaction.Request.Parameters.All(parameter => seen.Add(parameter.Key))
            ? null
            : transaction.Refuse(AuthorizeError.InvalidRequest("A parameter is given more than once.")));
    }
}
