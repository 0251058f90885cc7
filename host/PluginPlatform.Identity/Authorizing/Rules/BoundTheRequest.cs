namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>RFC 6749 section 10 asks for care with what comes from outside: a request beyond these sizes is none.</summary>
internal sealed class BoundTheRequest : IAuthorizeRule
{
    public const int MostParameters = 40;
    public const int LongestRequest = 4096;

    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        var parameters = transaction.Request.Parameters;
        return new(parameters.Count <= MostParameters && parameters.Sum(parameter => parameter.Key.Length + parameter.Value.Length) <= LongestRequest
            ? null
            : new AuthorizeOutcome.Shown(AuthorizeError.InvalidRequest("The request is too long.")));
    }
}
