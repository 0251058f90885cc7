using PluginPlatform.Identity.Tenants;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Host.Admin;

/// <summary>A call within one tenant: the caller's own, or the one the operator at the machine names.</summary>
internal static class TenantCall
{
    /// <returns>Null when there is no such tenant for the caller.</returns>
    public static async Task<CallContext?> OfAsync(
        HttpContext context, ICallSource calls, TenantLife tenants, string? tenant, CancellationToken cancellationToken)
    {
        var call = KernelAccess.Caller(context, calls);
        return call.Tenant.Length > 0 ? tenant is null || tenant == call.Tenant ? call : null
            : tenant is not null && await tenants.FindAsync(tenant, cancellationToken) is not null ? call with { Tenant = tenant } : null;
    }
}
