namespace PluginPlatform.Events;

/// <summary>Tells a publisher's current state as events, to subscribers that were not there when it came about.</summary>
/// <param name="Plugin">The publishing plugin.</param>
/// <param name="EventType">The CloudEvents type.</param>
/// <param name="ReadAsync">Reads one page: tenant, cursor (null at first), limit; gives key and JSON payload per event and
/// the next cursor, null after the last page.</param>
public sealed record BackfillSource(
    string Plugin,
    string EventType,
    Func<string, string?, int, CancellationToken, Task<(IReadOnlyList<(string Key, string Payload)> Events, string? Next)>> ReadAsync);
