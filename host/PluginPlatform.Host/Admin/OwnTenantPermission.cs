using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Admin;

/// <summary>Endpoint metadata: the permission that opens it for the caller's own tenant, beside the one that opens it for every tenant.</summary>
/// <param name="Everywhere">Reaches every tenant.</param>
/// <param name="Own">Reaches the caller's tenant.</param>
internal sealed record OwnTenantPermission(string Everywhere, string Own);

/// <summary>Declares <see cref="OwnTenantPermission"/>.</summary>
internal static class OwnTenantConventions
{
    /// <summary>The handler asks <see cref="KernelAccess.Reach"/> how far the caller reaches.</summary>
    public static TBuilder RequireEverywhereOrOwn<TBuilder>(this TBuilder builder, string everywhere, string own)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.RequirePermission(everywhere).Add(endpoint => endpoint.Metadata.Add(new OwnTenantPermission(everywhere, own)));
        return builder;
    }
}
