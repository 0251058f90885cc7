using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Plugins.Calls;
using PluginPlatform.Plugins.Loading;
using PluginPlatform.Plugins.Publishing;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Plugins.Fragments;

/// <summary>One scope per plugin generation for a page request or a circuit, acting as its reader. Ends with it.</summary>
internal sealed class ReaderScopes(LiveSet live, ISession session) : IAsyncDisposable
{
    private readonly Dictionary<Generation, AsyncServiceScope> _scopes = [];

    public IServiceProvider For(PluginLoadContext context)
    {
        var generation = live.Current.Active.FirstOrDefault(g => g.Loaded.Context == context)
            ?? throw new InvalidOperationException($"{context.Name} is no longer in service.");
        if (!_scopes.TryGetValue(generation, out var scope))
        {
            scope = generation.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallHolder>().Call = Reader();
            _scopes.Add(generation, scope);
        }

        return scope.ServiceProvider;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var scope in _scopes.Values)
        {
            await scope.DisposeAsync();
        }
    }

    /// <summary>Components are made synchronously; by then the page or the circuit knows who reads.</summary>
    private CallContext Reader()
    {
        var call = session.CallAsync(CancellationToken.None);
        return (call.IsCompletedSuccessfully ? call.Result : null) ?? new CallContext
        {
            Tenant = "", Actor = new(ActorKind.Anonymous, "", ""), Permissions = [], Data = DataGrants.None, RequestId = "",
        };
    }
}
