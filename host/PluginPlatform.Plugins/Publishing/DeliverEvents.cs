using PluginPlatform.Audit;
using PluginPlatform.Events;
using PluginPlatform.Plugins.Building;
using PluginPlatform.Plugins.Calls;
using PluginPlatform.Plugins.Faults;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Plugins.Publishing;

/// <summary>Runs handlers and back-fills as their plugin: own scope, own grants, the events' tenant, one audit row per batch.</summary>
internal sealed class DeliverEvents(AuditTrail audit, PluginLimits limits, TimeProvider time)
{
    public EventSubscription Subscription(Generation generation, DeclaredSubscription declared) =>
        new(generation.Id, declared.Handler, declared.EventType, (tenant, events, token) =>
            generation.Serves(tenant)
                ? RunAsync(generation, tenant, $"event {declared.EventType}", async (services, end) =>
                {
                    await declared.HandleAsync(services, events, end);
                    return true;
                }, token)
                : Task.CompletedTask);

    public BackfillSource Backfill(Generation generation, DeclaredBackfill declared) =>
        new(generation.Id, declared.EventType, (tenant, cursor, limit, token) =>
            RunAsync(generation, tenant, $"back-fill {declared.EventType}", (services, end) => declared.ReadAsync(services, cursor, limit, end), token));

    private async Task<T> RunAsync<T>(
        Generation generation, string tenant, string operation, Func<IServiceProvider, CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        var call = new CallContext
        {
            Tenant = tenant,
            Actor = Actor.Plugin(generation.Id),
            Permissions = [],
            Data = generation.Grants,
            RequestId = Guid.CreateVersion7(time.GetUtcNow()).ToString("n"),
        };
        var access = new AccessScope(call, generation.Id, generation.Version, operation, DeclaredData.Nothing, null, audit, time);
        CurrentCall.Enter(access);
        var scope = generation.OpenScope(call);
        Task<T>? running = null;
        try
        {
            var result = await generation.Gate.RunAsync(operation, limits.Handler, token => running = run(scope.Services, token), cancellationToken);
            await access.CompleteAsync(AuditOutcome.Success, cancellationToken);
            return result;
        }
        finally
        {
            await scope.DisposeAfterAsync(running);
        }
    }
}
