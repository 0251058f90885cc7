namespace PluginPlatform.Identity.Tokens;

/// <summary>One normative rule of the token endpoint. Rules run in the order they are registered.</summary>
internal interface ITokenRule
{
    /// <summary>Null lets the request go on to the next rule.</summary>
    ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken);
}
