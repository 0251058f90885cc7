namespace PluginPlatform.Events;

/// <summary>An event as the log holds it.</summary>
/// <param name="Position">Its place in the log; 0 for a back-filled event, which is not in the log.</param>
/// <param name="Id">Stable over redeliveries.</param>
/// <param name="Tenant">Its tenant.</param>
/// <param name="Source">The publishing plugin, stamped by the database.</param>
/// <param name="Type">The CloudEvents type.</param>
/// <param name="Key">The ordering key.</param>
/// <param name="OccurredAt">When it was published, UTC.</param>
/// <param name="Payload">JSON.</param>
public sealed record StoredEvent(
    long Position, string Id, string Tenant, string Source, string Type, string Key, DateTimeOffset OccurredAt, string Payload);
