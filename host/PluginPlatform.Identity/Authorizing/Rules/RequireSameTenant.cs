namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>A client belongs to a tenant, and only that tenant's people can let it act for them: RFC 6749 section 4.1.2.1,
/// access_denied.</summary>
internal sealed class RequireSameTenant : IAuthorizeRule
{
    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken) =>
        new(transaction.KnownPerson.Account.Tenant == transaction.KnownClient.Tenant
            ? null
            : transaction.Refuse("access_denied", "The user belongs to another organisation than the client."));
}
