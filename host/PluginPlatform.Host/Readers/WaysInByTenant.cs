using PluginPlatform.Identity.Federation;
using PluginPlatform.Shell.SignIn;

namespace PluginPlatform.Host.Readers;

/// <summary>The providers of tenants for the sign-in pages.</summary>
internal sealed class WaysInByTenant(WaysIn ways) : IWaysIn
{
    public async Task<WayIn?> FindAsync(HttpContext context, string? tenant) =>
        WayOf(await ways.FindAsync(tenant, context.Request.Host.Host, context.RequestAborted));

    public async Task<WayIn?> OfInvitationAsync(HttpContext context, string invitation) =>
        WayOf(await ways.OfInvitationAsync(invitation, context.RequestAborted));

    private static WayIn? WayOf(IdentityProvider? provider) =>
        provider is null ? null : new(provider.DisplayName, $"/connect/federation?tenant={Uri.EscapeDataString(provider.Tenant)}");
}
