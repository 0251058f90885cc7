using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Audit;
using PluginPlatform.Events;
using PluginPlatform.Plugins.Building;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Plugins.Exports;
using PluginPlatform.Plugins.Fragments;
using PluginPlatform.Plugins.Loading;
using PluginPlatform.Plugins.Publishing;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Plugins;

/// <summary>Adds the plugin runtime to the host.</summary>
public static class PluginServices
{
    /// <summary>Needs in the container: PlatformStorage, AuditTrail, EventDispatcher, ICallSource, IShellEndpoints, ISession (scoped).</summary>
    public static IServiceCollection AddPlugins(this IServiceCollection services, PluginHostOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Limits);
        services.AddSingleton<LiveSet>();
        services.AddSingleton<NewsLog>();
        services.AddSingleton<ContractCatalog>();
        services.AddSingleton<KernelServices>();
        services.AddSingleton<PluginEndpointPipeline>();
        services.AddSingleton<BuildEndpoints>();
        services.AddSingleton<BuildGeneration>();
        services.AddSingleton<RunAsPlugin>();
        services.AddSingleton<DeliverEvents>();
        services.AddSingleton(s => new SeedDemo(s.GetRequiredService<LiveSet>(), s.GetRequiredService<RunAsPlugin>()));
        services.AddSingleton<PluginEndpointDataSource>();
        services.AddSingleton<PublishSet>();
        services.AddSingleton<PluginHost>();
        services.AddSingleton<PluginAssets>();
        services.AddSingleton(s => new PluginHealth(
            s.GetRequiredService<LiveSet>(), options.Limits, s.GetRequiredService<AuditTrail>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new RootExports(
            s.GetRequiredService<LiveSet>(), s.GetRequiredService<AuditTrail>(), options.Limits, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new PluginAdministration(
            options, s.GetRequiredService<PluginHost>(), s.GetRequiredService<LiveSet>(), s.GetRequiredService<EventDispatcher>(), s.GetRequiredService<NewsLog>()));
        services.AddSingleton(s => new ActivePermissions(s.GetRequiredService<LiveSet>()));
        services.AddSingleton<IPluginSurface, PluginSurface>();
        services.AddScoped<ReaderScopes>();
        services.AddScoped<IFragmentGate, FragmentGate>();
        services.AddScoped<IComponentActivator, PluginComponentActivator>();
        services.AddHostedService<FollowPluginsFile>();
        return services;
    }

    /// <summary>Maps the plugins' endpoints and their static files.</summary>
    public static void MapPlugins(this IEndpointRouteBuilder routes)
    {
        routes.DataSources.Add(routes.ServiceProvider.GetRequiredService<PluginEndpointDataSource>());
        var assets = routes.ServiceProvider.GetRequiredService<PluginAssets>();
        routes.MapGet("/_content/{plugin}/{**path}", (string plugin, string path) => assets.Find(plugin, path)).AllowAnonymous();
    }
}

/// <summary>The permissions that active plugins declare.</summary>
public sealed class ActivePermissions
{
    private readonly LiveSet _live;
    private Snapshot? _last;

    internal ActivePermissions(LiveSet live) => _live = live;

    /// <summary>The same instance until the set of plugins changes.</summary>
    public IReadOnlyList<PermissionDefinition> Current
    {
        get
        {
            var set = _live.Current;
            var last = Volatile.Read(ref _last);
            if (last?.Of != set)
            {
                last = new(set, [.. set.Active.SelectMany(g => g.Definition.Permissions)]);
                Volatile.Write(ref _last, last);
            }

            return last.Permissions;
        }
    }

    /// <summary>Which searches may narrow scopes, as the active plugins say.</summary>
    public IReadOnlyList<ScopeNarrowing> Narrowings => [.. _live.Current.Contributions<ScopeNarrowing>().Select(c => c.Contribution)];

    private sealed record Snapshot(PluginSet Of, IReadOnlyList<PermissionDefinition> Permissions);
}
