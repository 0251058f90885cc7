using Npgsql;

namespace PluginPlatform.Events.Delivering;

/// <summary>Reads the log.</summary>
internal static class EventLog
{
    private const string Page = """
        SELECT position, id::text, tenant_id, source, type, key, occurred_at, payload FROM platform.event
        WHERE type = $1 AND position > $2 ORDER BY position LIMIT $3
        """;

    public static async Task<List<StoredEvent>> ReadAsync(
        NpgsqlDataSource kernel, string type, long after, int limit, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(Page);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = type });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        var events = new List<StoredEvent>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            events.Add(Read(reader, 0));
        }

        return events;
    }

    /// <summary>Reads an event from eight columns in the record's order.</summary>
    public static StoredEvent Read(NpgsqlDataReader reader, int first) => new(
        reader.GetInt64(first),
        reader.GetString(first + 1),
        reader.GetString(first + 2),
        reader.GetString(first + 3),
        reader.GetString(first + 4),
        reader.GetString(first + 5),
        reader.GetFieldValue<DateTimeOffset>(first + 6),
        reader.GetString(first + 7));
}
