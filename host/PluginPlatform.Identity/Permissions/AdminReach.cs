using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Permissions;

/// <summary>How far an administrator reaches: the whole platform, or one tenant, beside which nothing exists.</summary>
/// <param name="Tenant">The one tenant; null for every tenant.</param>
/// <param name="Self">The administrator's own user id, or null when nobody is signed in (the operator at the machine).</param>
public sealed record AdminReach(string? Tenant, string? Self)
{
    /// <summary>The operator at the machine.</summary>
    public static AdminReach Operator { get; } = new(null, null);

    /// <summary>What a caller's permissions come to.</summary>
    /// <param name="call">The caller.</param>
    /// <param name="everywhere">The permission that reaches every tenant.</param>
    /// <param name="own">The permission that reaches the caller's tenant.</param>
    /// <returns>Null when the caller holds neither.</returns>
    public static AdminReach? Of(CallContext call, string everywhere, string own) =>
        call.Has(everywhere) ? new(null, call.Actor.Id)
        : call.Has(own) && call.Tenant.Length > 0 ? new(call.Tenant, call.Actor.Id)
        : null;

    /// <summary>Whether the tenant is within reach.</summary>
    /// <param name="tenant">A tenant's id.</param>
    public bool Covers(string tenant) => Tenant is null || Tenant == tenant;

    /// <summary>Whether the administrator may give or take the role: the platform's own only from the platform's reach.</summary>
    /// <param name="role">See <see cref="Roles"/>.</param>
    public bool MayGrant(string role) => Tenant is null || role != Roles.SuperAdmin;
}
