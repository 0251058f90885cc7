namespace PluginPlatform.Events;

/// <summary>A handler that follows an event type. Plugin, handler and type identify its checkpoint.</summary>
/// <param name="Plugin">The subscribing plugin.</param>
/// <param name="Handler">The handler's type name, stable over versions.</param>
/// <param name="EventType">The CloudEvents type.</param>
/// <param name="DeliverAsync">Handles 1 to 500 events of one tenant, oldest first; an exception has them retried.</param>
public sealed record EventSubscription(
    string Plugin,
    string Handler,
    string EventType,
    Func<string, IReadOnlyList<StoredEvent>, CancellationToken, Task> DeliverAsync);
