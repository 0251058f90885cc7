using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PluginPlatform.Audit;
using PluginPlatform.Plugins.Calls;
using PluginPlatform.Plugins.Faults;
using PluginPlatform.Plugins.Publishing;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Plugins;

/// <summary>Runs the plugins' health checks through their gates.</summary>
public sealed class PluginHealth
{
    private readonly LiveSet _live;
    private readonly PluginLimits _limits;
    private readonly AuditTrail _audit;
    private readonly TimeProvider _time;

    internal PluginHealth(LiveSet live, PluginLimits limits, AuditTrail audit, TimeProvider time) =>
        (_live, _limits, _audit, _time) = (live, limits, audit, time);

    /// <returns>Plugin and check to <c>healthy</c>, <c>degraded</c>, <c>unhealthy</c> or <c>timeout</c>.</returns>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> CheckAsync(CancellationToken cancellationToken)
    {
        var plugins = await Task.WhenAll(_live.Current.Active.Select(async generation =>
        {
            var checks = await Task.WhenAll(generation.Definition.HealthChecks.Select(c => CheckAsync(generation, c.Key, c.Value, cancellationToken)));
            return KeyValuePair.Create<string, IReadOnlyDictionary<string, string>>(generation.Id, checks.ToDictionary());
        }));
        return plugins.ToDictionary();
    }

    private async Task<KeyValuePair<string, string>> CheckAsync(Generation generation, string name, Type type, CancellationToken cancellationToken)
    {
        // A tenant of its own, which has no rows: a check may query its tables and sees nobody's data.
        var call = new CallContext { Tenant = "health", Actor = Actor.Plugin(generation.Id), Permissions = [], Data = DataGrants.None, RequestId = "health" };
        CurrentCall.Enter(new AccessScope(call, generation.Id, generation.Version, $"health {name}", DeclaredData.Nothing, null, _audit, _time));
        var scope = generation.OpenScope(call);
        Task<HealthCheckResult>? running = null;
        try
        {
            var check = (IHealthCheck)scope.Services.GetRequiredService(type);
            var context = new HealthCheckContext { Registration = new(name, check, null, null) };
            var result = await generation.Gate.RunAsync($"health {name}", _limits.HealthCheck,
                token => running = check.CheckHealthAsync(context, token), cancellationToken);
            return new(name, result.Status.ToString().ToLowerInvariant());
        }
        catch (PluginCallException e)
        {
            return new(name, e.Failure == PluginCallFailure.TimedOut ? "timeout" : "unhealthy");
        }
        finally
        {
            await scope.DisposeAfterAsync(running);
        }
    }
}
