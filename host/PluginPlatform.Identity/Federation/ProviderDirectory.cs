using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Federation;

/// <summary>Sets tenants' external providers up, and says who of theirs is whom here.</summary>
public sealed class ProviderDirectory
{
    private const int LongestText = 100;
    private const int LongestSubject = 255;
    private const int LongestAddress = 500;
    private const int MostRoles = 50;

    private readonly ProviderTable _table;
    private readonly TenantDirectory _tenants;
    private readonly UserRoster _users;
    private readonly ISecurityEvents _events;

    internal ProviderDirectory(ProviderTable table, TenantDirectory tenants, UserRoster users, ISecurityEvents events) =>
        (_table, _tenants, _users, _events) = (table, tenants, users, events);

    /// <summary>The provider of an active tenant, or null.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<IdentityProvider?> FindAsync(string tenant, CancellationToken cancellationToken) => _table.FindAsync(tenant, cancellationToken);

    /// <summary>Sets a tenant's provider up, in place of the one it had.</summary>
    /// <param name="provider">All of it.</param>
    /// <param name="secret">The client's secret there; null keeps the one there is.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Cancels before the change is written.</param>
    public async Task<ProviderOutcome> SetAsync(IdentityProvider provider, string? secret, Actor by, CancellationToken cancellationToken)
    {
        if (!await _tenants.IsActiveAsync(provider.Tenant, cancellationToken))
        {
            return new ProviderOutcome.Unknown();
        }

        if (FaultOf(provider, secret) is { } fault)
        {
            return new ProviderOutcome.Refused("IDN-2050", fault);
        }

        await _events.RecordAsync(new(SecurityEventKind.TenantChanged, provider.Tenant, by, "identity_provider_set", provider.Tenant, ""), cancellationToken);
        await _table.SetAsync(provider, secret, cancellationToken);
        return new ProviderOutcome.Changed(await _table.FindAsync(provider.Tenant, cancellationToken));
    }

    /// <summary>Takes a tenant's provider away; nobody signs in by it any more.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Cancels before the change is written.</param>
    public async Task<ProviderOutcome> RemoveAsync(string tenant, Actor by, CancellationToken cancellationToken)
    {
        if (await _table.FindAsync(tenant, cancellationToken) is null)
        {
            return new ProviderOutcome.Unknown();
        }

        await _events.RecordAsync(new(SecurityEventKind.TenantChanged, tenant, by, "identity_provider_removed", tenant, ""), cancellationToken);
        await _table.RemoveAsync(tenant, cancellationToken);
        return new ProviderOutcome.Changed(null);
    }

    /// <summary>Says who a user is at the tenant's provider.</summary>
    /// <param name="user">Id or user name.</param>
    /// <param name="subject">The provider's <c>sub</c>; null takes the link away.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="reach">How far the administrator reaches.</param>
    /// <param name="cancellationToken">Cancels before the change is written.</param>
    public async Task<ProviderOutcome> LinkAsync(string user, string? subject, Actor by, AdminReach reach, CancellationToken cancellationToken)
    {
        if (await _users.FindAsync(user, reach, cancellationToken) is not { } found || !found.Roles.All(reach.MayGrant))
        {
            return new ProviderOutcome.Unknown();
        }

        if (await _table.FindAsync(found.Tenant, cancellationToken) is not { } provider)
        {
            return new ProviderOutcome.Refused("IDN-2051", "The user's tenant has no external provider; set one up first.");
        }

        if (subject is not null && (subject.Length is 0 or > LongestSubject || subject.Any(char.IsControl)))
        {
            return new ProviderOutcome.Refused("IDN-2050", "A subject has 1 to 255 characters (OpenID Connect Core 1.0 section 2).");
        }

        var word = subject is null ? "federation_unlinked" : "federation_linked";
        await _events.RecordAsync(new(SecurityEventKind.AccountChanged, found.Tenant, by, word, found.Id.ToString(), ""), cancellationToken);
        var done = subject is null
            ? await _table.UnlinkAsync(found.Id, cancellationToken)
            : await _table.LinkAsync(found.Tenant, provider.Authority, subject, found.Id, cancellationToken);
        return done
            ? new ProviderOutcome.Changed(provider)
            : new ProviderOutcome.Refused("IDN-2052", "That subject is somebody already, or the user is linked to another one, or to none.");
    }

    private static string? FaultOf(IdentityProvider provider, string? secret) => provider switch
    {
        _ when !IsAuthority(provider.Authority) => "The authority is an https address (http on a loopback address) without query, fragment and user.",
        _ when !IsText(provider.ClientId) || !IsText(provider.DisplayName) || !IsText(provider.NameClaim) => "clientId, displayName and nameClaim have 1 to 100 characters.",
        { RoleClaim: { } claim } when !IsText(claim) => "roleClaim has 1 to 100 characters.",
        _ when secret is { Length: 0 or > LongestAddress } => "The secret has 1 to 500 characters.",
        _ when provider.Roles.Count > MostRoles || !provider.Roles.All(pair => IsText(pair.Key) && RoleBundles.Exists(pair.Value) && pair.Value != Roles.SuperAdmin) =>
            "Map at most 50 roles, to roles there are; super_admin is never given.",
        { CreateAccounts: true } when provider.RoleClaim is null || provider.Roles.Count == 0 => "Accounts are made with mapped roles: set roleClaim and roles.",
        _ => null,
    };

    private static bool IsText(string text) => text.Length is > 0 and <= LongestText && !text.Any(char.IsControl);

    private static bool IsAuthority(string text) =>
        text.Length <= LongestAddress && Uri.IsWellFormedUriString(text, UriKind.Absolute) && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && ProviderAddress.IsAcceptable(uri) && uri is { Query: "", Fragment: "", UserInfo: "" };
}
