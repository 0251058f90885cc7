namespace PluginPlatform.Identity.Tokens.Rules;

/// <summary>RFC 6749 section 5.2: a client that may not use the grant type is unauthorized_client.</summary>
internal sealed class RequireGrantOfClient : ITokenRule
{
    public ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken) =>
        new(transaction.Client is { } client && client.Grants.Contains(transaction.Request[TokenParameters.GrantType])
            ? null
            : TokenError.UnauthorizedClient("The client may not use this grant type."));
}
