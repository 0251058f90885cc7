namespace PluginPlatform.Identity.Tokens.Rules;

/// <summary>RFC 6749 section 2.3.1, client_secret_post: id and secret as parameters of the body.</summary>
internal sealed class ReadBodyCredentials : ITokenRule
{
    public ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Request[TokenParameters.ClientSecret] is not { } secret)
        {
            return default;
        }

        if (transaction.Request[TokenParameters.ClientId] is not { } id)
        {
            return new(TokenError.InvalidRequest("client_secret is given without client_id."));
        }

        transaction.Presented = new(id, secret);
        return default;
    }
}
