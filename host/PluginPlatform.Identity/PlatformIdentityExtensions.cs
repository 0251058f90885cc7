using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Metadata;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity;

/// <summary>What the composition root calls.</summary>
public static class PlatformIdentityExtensions
{
    /// <summary>
    /// Adds users, sessions, clients, tokens and Data Protection. The caller registers <c>PlatformStorage</c>,
    /// <c>MasterKey</c>, <see cref="TimeProvider"/>, <see cref="Permissions.IPermissionSource"/> and
    /// <see cref="Events.ISecurityEvents"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">At least the issuer.</param>
    public static IServiceCollection AddPlatformIdentity(
        this IServiceCollection services, Action<PlatformIdentityOptions> configure)
    {
        services.AddOptions<PlatformIdentityOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ICallContexts, CallContexts>();
        return services;
    }

    /// <summary>Authenticates every request and refuses cross-site writes that only a cookie vouches for. After routing, before endpoints.</summary>
    /// <param name="app">The pipeline.</param>
    public static IApplicationBuilder UsePlatformIdentity(this IApplicationBuilder app) => app.UseAuthentication();

    /// <summary>Maps <c>/connect/*</c> and <c>/.well-known/*</c>. All are open to callers who are not signed in.</summary>
    /// <param name="routes">The host's routes.</param>
    public static IEndpointConventionBuilder MapPlatformIdentity(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnonymous().NoPatientData();
        MetadataEndpoints.Map(group);
        return group;
    }
}
