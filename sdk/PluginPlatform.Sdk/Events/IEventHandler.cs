namespace PluginPlatform.Sdk.Events;

/// <summary>Handles batches of one event type for one tenant.</summary>
/// <remarks>
/// Delivery is at least once and in order per key, so handlers are idempotent. The call runs as the plugin
/// (<see cref="Calls.ActorKind.Plugin"/>) in the events' tenant with the grants of plugins.json. An exception makes the
/// host deliver the batch's events one by one, retry the failing ones with back-off, and set them aside as dead letters
/// after the last try, together with later events of the same key, so that order holds.
/// </remarks>
/// <typeparam name="TEvent">The event type.</typeparam>
public interface IEventHandler<TEvent>
    where TEvent : class
{
    /// <summary>Handles the events, oldest first.</summary>
    /// <param name="events">1 to 500 events of one tenant.</param>
    /// <param name="cancellationToken">Cancelled at time-out and when the plugin is switched off.</param>
    Task HandleAsync(IReadOnlyList<EventEnvelope<TEvent>> events, CancellationToken cancellationToken);
}
