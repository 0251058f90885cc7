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
                ? plugin.RunAsync(generation, tenant, generation.Grants, limits.Handler, $"event {declared.EventType}", async (services, end) =>
                {
                    await declared.HandleAsync(services, events, end);
                    return true;
                }, token)
                : Task.CompletedTask);

    public BackfillSource Backfill(Generation generation, DeclaredBackfill declared) =>
        new(generation.Id, declared.EventType, (tenant, cursor, limit, token) =>
            plugin.RunAsync(generation, tenant, generation.Grants, limits.Handler, $"back-fill {declared.EventType}", (services, end) => declared.ReadAsync(services, cursor, limit, end), token));
}
