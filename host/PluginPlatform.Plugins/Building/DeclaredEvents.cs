using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Events;
using PluginPlatform.Sdk.Events;

namespace PluginPlatform.Plugins.Building;

/// <summary>A handler of one event type, with the type erased behind a closure that knows it.</summary>
internal sealed record DeclaredSubscription(
    string EventType, string Handler, Func<IServiceProvider, IReadOnlyList<StoredEvent>, CancellationToken, Task> HandleAsync)
{
    public static DeclaredSubscription Of<TEvent, THandler>()
        where TEvent : class
        where THandler : class, IEventHandler<TEvent> =>
        new(EventTypes.Of<TEvent>(), typeof(THandler).Name, static (services, events, cancellationToken) =>
            services.GetRequiredService<THandler>().HandleAsync([.. events.Select(Typed<TEvent>)], cancellationToken));

    private static EventEnvelope<TEvent> Typed<TEvent>(StoredEvent stored)
        where TEvent : class =>
        new(stored.Id, stored.Source, stored.Key, stored.OccurredAt, JsonSerializer.Deserialize<TEvent>(stored.Payload, JsonSerializerOptions.Web)!);
}

/// <summary>A publisher's back-fill of one event type.</summary>
internal sealed record DeclaredBackfill(
    string EventType,
    Func<IServiceProvider, string?, int, CancellationToken, Task<(IReadOnlyList<(string Key, string Payload)> Events, string? Next)>> ReadAsync)
{
    public static DeclaredBackfill Of<TEvent, TBackfill>()
        where TEvent : class
        where TBackfill : class, IEventBackfill<TEvent> =>
        new(EventTypes.Of<TEvent>(), static async (services, cursor, limit, cancellationToken) =>
        {
            var page = await services.GetRequiredService<TBackfill>().ReadAsync(cursor, limit, cancellationToken);
            return ([.. page.Events.Select(e => (e.Key, JsonSerializer.Serialize(e.Value, JsonSerializerOptions.Web)))], page.Next);
        });
}

internal static class EventTypes
{
    public static string Of<TEvent>() => typeof(TEvent).GetCustomAttribute<EventAttribute>()?.Type
        ?? throw new PluginFaultException("plugin.event", $"{typeof(TEvent).Name} carries no [Event].", "Name the event with [Event(\"<plugin>.<past-tense>\")].");
}
