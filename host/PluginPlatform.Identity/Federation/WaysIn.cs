using PluginPlatform.Identity.Invitations;
using PluginPlatform.Identity.Tenants;

namespace PluginPlatform.Identity.Federation;

/// <summary>Which provider a sign-in page offers. A tenant that is not there is answered like one without a provider.</summary>
public sealed class WaysIn
{
    private readonly ProviderTable _table;
    private readonly TenantStates _tenants;
    private readonly MailLinks _links;

    internal WaysIn(ProviderTable table, TenantStates tenants, MailLinks links) => (_table, _tenants, _links) = (table, tenants, links);

    /// <summary>The provider of the tenant that the path or the host name means.</summary>
    /// <param name="tenant">From the path, or null.</param>
    /// <param name="host">The request's host name.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<IdentityProvider?> FindAsync(string? tenant, string host, CancellationToken cancellationToken) =>
        (tenant is { Length: > 0 } ? tenant : _tenants.OfHost(host)) is { } known && _tenants.IsActive(known)
        && await _table.FindAsync(known, cancellationToken) is { Active: true } provider
            ? provider
            : null;

    /// <summary>The provider by which an invitation can be accepted.</summary>
    /// <param name="token">What the mail's link carries.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<IdentityProvider?> OfInvitationAsync(string token, CancellationToken cancellationToken) =>
        await _links.TenantOfInvitationAsync(token, cancellationToken) is { } tenant ? await FindAsync(tenant, "", cancellationToken) : null;
}
