using Npgsql;
using PluginPlatform.Events.Delivering;

namespace PluginPlatform.Events;

/// <summary>Shows and replays what handlers failed to take.</summary>
internal static class DeadLetterStore
{
    private const string List = """
        SELECT s.plugin, s.handler, s.event_type, r.event_id, r.position, r.tenant_id, r.key, r.attempts, r.failed_at,
            r.error_type, r.error_code,
            (SELECT count(*)::int FROM platform.event_retry p
             WHERE p.subscription_id = r.subscription_id AND p.tenant_id = r.tenant_id AND p.key = r.key AND p.state = 'parked')
        FROM platform.event_retry r JOIN platform.subscription s ON s.id = r.subscription_id
        WHERE r.state = 'dead' ORDER BY r.failed_at, r.id LIMIT $1
        """;

    private const string Replay = """
        WITH replayed AS (
            UPDATE platform.event_retry r SET state = 'retry', attempts = 0, next_at = $2
            FROM platform.subscription s WHERE s.id = r.subscription_id AND s.plugin = $1 AND r.state = 'dead'
            RETURNING r.id)
        SELECT count(*)::int, pg_notify('platform_event_log', $3) FROM replayed
        """;

    public static async Task<IReadOnlyList<DeadLetter>> ReadAsync(
        NpgsqlDataSource kernel, int limit, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(List);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        var letters = new List<DeadLetter>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            letters.Add(new(
                reader.GetString(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetInt64(4),
                reader.GetString(5),
                reader.GetString(6),
                reader.GetInt32(7),
                reader.GetFieldValue<DateTimeOffset>(8),
                reader.GetString(9),
                reader.IsDBNull(10) ? null : reader.GetString(10),
                reader.GetInt32(11)));
        }

        return letters;
    }

    public static async Task<int> ReplayAsync(
        NpgsqlDataSource kernel, string plugin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(Replay);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plugin });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = DispatchSession.RetryPayload });
        return (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }
}
