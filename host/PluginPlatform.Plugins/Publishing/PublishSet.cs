using Microsoft.AspNetCore.Http;
using PluginPlatform.Events;
using PluginPlatform.Plugins.Endpoints;

namespace PluginPlatform.Plugins.Publishing;

/// <summary>Endpoints the shell needs for plugin pages; made by the host, because only it knows the root component.</summary>
public interface IShellEndpoints
{
    IReadOnlyList<Endpoint> For(IReadOnlyList<System.Reflection.Assembly> pageAssemblies);
}

/// <summary>The swap: routes, pages, exports and subscriptions change together.</summary>
internal sealed class PublishSet(
    LiveSet live, PluginEndpointDataSource endpoints, IShellEndpoints shell, EventDispatcher events, DeliverEvents deliver)
{
    public void Swap(PluginSet set)
    {
        var pages = set.Contributions<Sdk.UI.Slots.PageAssembly>().Select(p => p.Contribution.Assembly).ToList();
        var all = set.Active.SelectMany(g => g.Endpoints).Concat(shell.For(pages)).ToList();
        live.Current = set;
        endpoints.Replace(all);
        events.Replace(
            [.. set.Active.SelectMany(g => g.Definition.Subscriptions.Select(s => deliver.Subscription(g, s)))],
            [.. set.Active.SelectMany(g => g.Definition.Backfills.Select(b => deliver.Backfill(g, b)))]);
    }
}
