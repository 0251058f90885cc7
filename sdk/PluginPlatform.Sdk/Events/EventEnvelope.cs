namespace PluginPlatform.Sdk.Events;

/// <summary>An event as delivered, with its CloudEvents 1.0 attributes.</summary>
/// <param name="Id">Unique per source; a redelivery has the same id (CloudEvents <c>id</c>).</param>
/// <param name="Source">The publishing plugin, stamped by the database (CloudEvents <c>source</c>).</param>
/// <param name="Key">The ordering key given at publication (CloudEvents <c>partitionkey</c>).</param>
/// <param name="OccurredAt">When it was published, UTC (CloudEvents <c>time</c>).</param>
/// <param name="Data">The event.</param>
/// <typeparam name="TEvent">The event type.</typeparam>
public sealed record EventEnvelope<TEvent>(string Id, string Source, string Key, DateTimeOffset OccurredAt, TEvent Data)
    where TEvent : class;
