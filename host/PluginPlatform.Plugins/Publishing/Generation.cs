using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Plugins.Building;
using PluginPlatform.Plugins.Calls;
using PluginPlatform.Plugins.Faults;
using PluginPlatform.Plugins.Loading;
using PluginPlatform.Plugins.Resolving;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Storage;

namespace PluginPlatform.Plugins.Publishing;

/// <summary>A plugin, loaded, migrated and built: what serves until a newer generation or none replaces it.</summary>
internal sealed class Generation(
    int number, ResolvedPlugin resolved, string buildKey, LoadedPlugin loaded, PluginDefinition definition,
    ServiceProvider services, FaultGate gate) : IAsyncDisposable
{
    private int _calls;
    private bool _retired;
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Number => number;

    public string Id => resolved.Id;

    public string Version => resolved.Installed.Manifest.Version;

    public string BuildKey => buildKey;

    public ResolvedPlugin Resolved => resolved;

    public LoadedPlugin Loaded => loaded;

    public PluginDefinition Definition => definition;

    public IServiceProvider Services => services;

    public FaultGate Gate => gate;

    /// <summary>What handlers and jobs of this plugin may touch.</summary>
    public DataGrants Grants { get; } = DataGrants.Parse(resolved.Grants);

    /// <summary>Set once its schema is migrated and verified; before that nothing may call it.</summary>
    public PluginStorage? Storage { get; set; }

    public IReadOnlyList<Endpoint> Endpoints { get; set; } = [];

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Whether the plugin is on for this tenant.</summary>
    public bool Serves(string tenant) => resolved.Entry.Tenants is not { } tenants || tenants.Contains("*") || tenants.Contains(tenant);

    public PluginScope OpenScope(CallContext call)
    {
        Interlocked.Increment(ref _calls);
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallHolder>().Call = call;
        return new(this, scope);
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref _calls) == 0 && Volatile.Read(ref _retired))
        {
            _idle.TrySetResult();
        }
    }

    /// <summary>Waits until no call is under way, but not longer than the limit; then frees what can be freed.</summary>
    /// <returns>Calls still running when it gave up waiting.</returns>
    public async Task<int> RetireAsync(TimeSpan limit, TimeProvider time)
    {
        Volatile.Write(ref _retired, true);
        if (Calls > 0)
        {
            await Task.WhenAny(_idle.Task, Task.Delay(limit, time));
        }

        var left = Calls;
        await DisposeAsync();
        return left;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (Storage is not null)
        {
            await Storage.DisposeAsync();
        }
    }
}
