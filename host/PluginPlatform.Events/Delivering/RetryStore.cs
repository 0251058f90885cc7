using Npgsql;
using NpgsqlTypes;

namespace PluginPlatform.Events.Delivering;

/// <summary>The rows of <c>platform.event_retry</c> of one subscription.</summary>
internal sealed class RetryStore(NpgsqlDataSource kernel, int subscription)
{
    private const string Insert = """
        INSERT INTO platform.event_retry (
            subscription_id, event_id, position, tenant_id, key, state, attempts, next_at, failed_at, error_type, error_code,
            source, occurred_at, payload)
        SELECT $1, e.id, e.position, e.tenant, e.key, e.state, CASE WHEN e.state = 'parked' THEN 0 ELSE 1 END, $2, $3,
            e.error, e.code,
            CASE WHEN e.position = 0 THEN e.source END, CASE WHEN e.position = 0 THEN e.at END,
            CASE WHEN e.position = 0 THEN e.payload END
        FROM unnest($4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            WITH ORDINALITY AS e (id, position, tenant, key, state, error, code, source, at, payload, n)
        ORDER BY e.n
        ON CONFLICT (subscription_id, event_id) DO NOTHING
        """;

    private const string Due = """
        SELECT r.id, r.attempts, r.position, r.event_id, r.tenant_id, coalesce(e.source, r.source), s.event_type, r.key,
            coalesce(e.occurred_at, r.occurred_at), coalesce(e.payload, r.payload)
        FROM platform.event_retry r
        JOIN platform.subscription s ON s.id = r.subscription_id
        LEFT JOIN platform.event e ON e.position = r.position
        WHERE r.subscription_id = $1 AND r.state = 'retry' AND r.next_at <= $2
        ORDER BY r.next_at, r.id LIMIT 100
        """;

    // The statement's snapshot still shows the deleted row.
    private const string Resolve = """
        WITH gone AS (DELETE FROM platform.event_retry WHERE id = $1 RETURNING subscription_id, tenant_id, key)
        UPDATE platform.event_retry SET state = 'retry', attempts = 0, next_at = $2
        WHERE id = (
            SELECT r.id FROM platform.event_retry r JOIN gone g USING (subscription_id, tenant_id, key)
            WHERE r.id <> $1 ORDER BY r.position, r.id LIMIT 1)
        """;

    public NpgsqlBatchCommand InsertCommand(List<SetAside> aside, DateTimeOffset now, DateTimeOffset nextAt) => new(Insert)
    {
        Parameters =
        {
            new NpgsqlParameter<int> { TypedValue = subscription },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = nextAt },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
            Column(aside, a => a.Event.Id),
            Column(aside, a => a.Event.Position),
            Column(aside, a => a.Event.Tenant),
            Column(aside, a => a.Event.Key),
            Column(aside, a => a.IsParked ? "parked" : "retry"),
            Column(aside, a => a.Failure?.ErrorType ?? ""),
            Column(aside, a => a.Failure?.ErrorCode),
            Column(aside, a => a.Event.Source),
            Column(aside, a => a.Event.OccurredAt.ToUniversalTime()),
            Column(aside, a => a.Event.Payload),
        },
    };

    public async Task<List<(string Tenant, string Key, bool Dead, DateTimeOffset? Due)>> ReadKeysAsync(
        CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(
            """
            SELECT tenant_id, key, bool_or(state = 'dead'), min(next_at) FILTER (WHERE state = 'retry')
            FROM platform.event_retry WHERE subscription_id = $1 GROUP BY tenant_id, key
            """);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = subscription });
        var keys = new List<(string, string, bool, DateTimeOffset?)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            keys.Add((
                reader.GetString(0),
                reader.GetString(1),
                reader.GetBoolean(2),
                reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return keys;
    }

    public async Task<List<RetryRow>> ReadDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(Due);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = subscription });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        var rows = new List<RetryRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(new(reader.GetInt64(0), reader.GetInt32(1), EventLog.Read(reader, 2)));
        }

        return rows;
    }

    /// <summary>Removes a row whose event was taken and lets the next of its key come forward.</summary>
    public async Task ResolveAsync(RetryRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(Resolve);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = row.Id });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task FailAsync(
        RetryRow row, bool dead, DateTimeOffset now, DateTimeOffset nextAt, DeliveryFailure failure, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(
            """
            UPDATE platform.event_retry SET state = $2, attempts = attempts + 1, failed_at = $3, next_at = $4,
                error_type = $5, error_code = $6 WHERE id = $1
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = row.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = dead ? "dead" : "retry" });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = nextAt });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = failure.ErrorType });
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Text,
            Value = (object?)failure.ErrorCode ?? DBNull.Value,
        });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static NpgsqlParameter<T[]> Column<T>(List<SetAside> aside, Func<SetAside, T> value) =>
        new() { TypedValue = [.. aside.Select(value)] };
}
