using PluginPlatform.Events;
using PluginPlatform.Plugins.Building;
using PluginPlatform.Plugins.Faults;

namespace PluginPlatform.Plugins.Publishing;

/// <summary>Runs handlers and back-fills as their plugin: own grants, the events' tenant.</summary>
internal sealed class DeliverEvents(RunAsPlugin plugin, PluginLimits limits)
{
    public EventSubscription Subscription(Generation generation, DeclaredSubscription declared) =>
        new(generation.Id, declared.Handler, declared.EventType, (tenant, events, token) =>
            generation.Serves(tenant)
                ? DeliverAsync(generation, declared, tenant, events, token)
                : Task.CompletedTask);

    public BackfillSource Backfill(Generation generation, DeclaredBackfill declared) =>
        new(generation.Id, declared.EventType, (tenant, cursor, limit, token) =>
            plugin.RunAsync(generation, tenant, generation.Grants, limits.Handler, $"back-fill {declared.EventType}",
                (services, end) => declared.ReadAsync(services, cursor, limit, end), token));

    private async Task DeliverAsync(
        Generation generation, DeclaredSubscription declared, string tenant, IReadOnlyList<StoredEvent> events, CancellationToken token)
    {
        try
        {
            await plugin.RunAsync(generation, tenant, generation.Grants, limits.Handler, $"event {declared.EventType}", async (services, end) =>
            {
                await declared.HandleAsync(services, events, end);
                return true;
            }, token);
        }
        catch (PluginCallException e) when (Rests(e))
        {
            throw new SubscriberUnavailableException($"{e.Plugin} {e.Operation}: {e.Failure}");
        }
    }

    /// <summary>Whether the handler, or a plugin it calls, is not to be had just now: no fault of the events.</summary>
    private static bool Rests(PluginCallException e) =>
        e.Failure is PluginCallFailure.SetAside or PluginCallFailure.Unavailable || (e.InnerException is PluginCallException inner && Rests(inner));
}
