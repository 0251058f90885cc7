using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Plugins;

namespace PluginPlatform.Plugins.Building;

/// <summary>Everything a plugin declared in Configure.</summary>
internal sealed class PluginDefinition
{
    public IServiceCollection Services { get; } = new ServiceCollection();

    public List<PermissionDefinition> Permissions { get; } = [];

    public List<RouteMap> Routes { get; } = [];

    public List<DeclaredSubscription> Subscriptions { get; } = [];

    public List<DeclaredBackfill> Backfills { get; } = [];

    public Dictionary<Type, Type> Exports { get; } = [];

    public HashSet<Type> Imports { get; } = [];

    public Dictionary<string, Type> HealthChecks { get; } = new(StringComparer.Ordinal);

    public List<Type> Seeds { get; } = [];

    public List<IContribution> Contributions { get; } = [];

    public bool HasSettings { get; set; }
}

/// <summary>Endpoints under a root.</summary>
internal sealed record RouteMap(string Root, Action<IEndpointRouteBuilder> Map);
