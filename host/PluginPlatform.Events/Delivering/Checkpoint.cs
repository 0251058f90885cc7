using Npgsql;

namespace PluginPlatform.Events.Delivering;

/// <summary>A subscription's row.</summary>
internal sealed record Checkpoint(int Id, bool Backfilling, long Position, long Backfilled)
{
    // A first-time subscriber with a source starts behind everything the log holds now: the back-fill, which is read
    // later, tells all of that. Without a source it starts at the log's beginning, which is whole.
    private const string Ensure = """
        INSERT INTO platform.subscription (plugin, handler, event_type, state, position)
        SELECT $1, $2, $3, CASE WHEN $4 THEN 'backfilling' ELSE 'following' END,
               CASE WHEN $4 THEN coalesce((SELECT max(position) FROM platform.event), 0) ELSE 0 END
        WHERE NOT EXISTS (SELECT FROM platform.subscription WHERE plugin = $1 AND handler = $2 AND event_type = $3)
        ON CONFLICT (plugin, handler, event_type) DO NOTHING
        """;

    private const string Read = """
        SELECT id, state = 'backfilling', position, backfilled FROM platform.subscription
        WHERE plugin = $1 AND handler = $2 AND event_type = $3
        """;

    public static async Task<Checkpoint> LoadAsync(
        NpgsqlDataSource kernel, EventSubscription subscription, bool hasSource, CancellationToken cancellationToken)
    {
        await using var batch = kernel.CreateBatch();
        batch.BatchCommands.Add(Named(Ensure, subscription));
        batch.BatchCommands[0].Parameters.Add(new NpgsqlParameter<bool> { TypedValue = hasSource });
        batch.BatchCommands.Add(Named(Read, subscription));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new(reader.GetInt32(0), reader.GetBoolean(1), reader.GetInt64(2), reader.GetInt64(3));
    }

    /// <summary>Moves the position forward; never back, should another host have been further.</summary>
    public static NpgsqlBatchCommand Advance(int id, long position) =>
        new("UPDATE platform.subscription SET position = greatest(position, $2) WHERE id = $1")
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = id },
                new NpgsqlParameter<long> { TypedValue = position },
            },
        };

    private static NpgsqlBatchCommand Named(string sql, EventSubscription subscription) => new(sql)
    {
        Parameters =
        {
            new NpgsqlParameter<string> { TypedValue = subscription.Plugin },
            new NpgsqlParameter<string> { TypedValue = subscription.Handler },
            new NpgsqlParameter<string> { TypedValue = subscription.EventType },
        },
    };
}
