using Fhir.Contracts;
using Fhir.Storing;
using Npgsql;
using PluginPlatform.Sdk.Events;
using PluginPlatform.Sdk.Storage;

namespace Fhir.Record;

/// <summary>Tells a first-time subscriber of all current resources, in the order of type and id.</summary>
internal sealed class BackfillResources(ITenantDatabase database) : IEventBackfill<ResourceChanged>
{
    private const string Page = """
        SELECT type, id, version, subjects FROM resource
        WHERE (type, id) > ($1, $2) AND content IS NOT NULL
        ORDER BY type, id LIMIT $3
        """;

    public async Task<BackfillPage<ResourceChanged>> ReadAsync(string? cursor, int limit, CancellationToken cancellationToken)
    {
        var after = cursor?.Split('/') ?? ["", ""];
        var events = await database.ReadAsync(
            Page, [Column.Value(after[0]), Column.Value(after[1]), Column.Value(limit)], EventsAsync, cancellationToken);
        return new(events, events.Count < limit ? null : events[^1].Key);
    }

    private static async Task<List<KeyValuePair<string, ResourceChanged>>> EventsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var events = new List<KeyValuePair<string, ResourceChanged>>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var change = new ResourceChanged(
                reader.GetString(0), reader.GetString(1), reader.GetInt32(2), ResourceChange.Created, reader.GetFieldValue<string[]>(3));
            events.Add(new(change.Key.ToString(), change));
        }

        return events;
    }
}
