namespace PluginPlatform.Identity.Authorizing;

/// <summary>One normative rule of the authorization endpoint. Rules run in the order they are registered.</summary>
internal interface IAuthorizeRule
{
    /// <summary>Null lets the request go on to the next rule.</summary>
    ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken);
}
