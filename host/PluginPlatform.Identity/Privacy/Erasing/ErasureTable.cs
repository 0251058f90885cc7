using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Privacy.Erasing;

/// <summary>The statements about erasures and legal holds. Every one runs as the tenant's, under row-level security.</summary>
internal sealed class ErasureTable(PlatformStorage storage)
{
    private const string HoldColumns = "id, subject, reason, placed_at, placed_by, until_at, released_at, released_by";

    public async Task<Erasure?> FindAsync(string tenant, Guid id, CancellationToken cancellationToken)
    {
        var tables = await storage.OpenKernel(tenant).ReadAsync(
            "SELECT schema_name, table_name, rows_before, rows_removed, rows_left FROM platform.erasure_step WHERE erasure_id = $1 ORDER BY 1, 2",
            [Id(id)], StepsAsync, cancellationToken);
        return (await storage.OpenKernel(tenant).ReadAsync(
            "SELECT id, subject, reason, state, asked_at, asked_by, changed_at FROM platform.erasure WHERE id = $1", [Id(id)],
            async (reader, token) => await reader.ReadAsync(token)
                ? new Erasure(
                    reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4),
                    reader.GetString(5), reader.GetFieldValue<DateTimeOffset>(6), tables, [])
                : null,
            cancellationToken));
    }

    /// <summary>Begins one, or takes up the one that is not finished.</summary>
    public Task<Guid> PlanAsync(string tenant, Guid id, string subject, string reason, DateTimeOffset at, string by, CancellationToken cancellationToken) =>
        storage.OpenKernel(tenant).ReadAsync(
            """
            INSERT INTO platform.erasure (id, subject, reason, state, asked_at, asked_by, changed_at) VALUES ($1, $2, $3, 'planned', $4, $5, $4)
            ON CONFLICT (tenant_id, subject) WHERE state <> 'finished' DO UPDATE SET reason = excluded.reason
            RETURNING id
            """,
            [Id(id), Text(subject), Text(reason), Moment(at), Text(by)],
            async (reader, token) => await reader.ReadAsync(token) ? reader.GetGuid(0) : throw new InvalidOperationException("No erasure was written."),
            cancellationToken);

    /// <returns>False when it is finished.</returns>
    public Task<bool> MoveAsync(string tenant, Guid id, string state, DateTimeOffset at, CancellationToken cancellationToken) => storage.OpenKernel(tenant).ReadAsync(
        "UPDATE platform.erasure SET state = $2, changed_at = $3 WHERE id = $1 AND state <> 'finished' RETURNING id",
        [Id(id), Text(state), Moment(at)], (reader, token) => reader.ReadAsync(token), cancellationToken);

    /// <summary>Adds to what a table's step removed; how many there were is kept from its first time.</summary>
    public Task CountAsync(string tenant, Guid id, string schema, string table, long before, long removed, CancellationToken cancellationToken) =>
        storage.OpenKernel(tenant).ReadAsync(
            """
            INSERT INTO platform.erasure_step AS s (erasure_id, schema_name, table_name, rows_before, rows_removed) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant_id, erasure_id, schema_name, table_name) DO UPDATE SET rows_removed = s.rows_removed + excluded.rows_removed
            """,
            [Id(id), Text(schema), Text(table), Number(before), Number(removed)], Nothing, cancellationToken);

    public Task LeftAsync(string tenant, Guid id, string schema, string table, long left, CancellationToken cancellationToken) =>
        storage.OpenKernel(tenant).ReadAsync(
            """
            INSERT INTO platform.erasure_step (erasure_id, schema_name, table_name, rows_before, rows_left) VALUES ($1, $2, $3, 0, $4)
            ON CONFLICT (tenant_id, erasure_id, schema_name, table_name) DO UPDATE SET rows_left = excluded.rows_left
            """,
            [Id(id), Text(schema), Text(table), Number(left)], Nothing, cancellationToken);

    public Task<IReadOnlyList<LegalHold>> HoldsAsync(string tenant, string subject, CancellationToken cancellationToken) => storage.OpenKernel(tenant).ReadAsync(
        $"SELECT {HoldColumns} FROM platform.legal_hold WHERE subject = $1 ORDER BY released_at IS NOT NULL, placed_at DESC LIMIT 200",
        [Text(subject)], HoldListAsync, cancellationToken);

    public Task HoldAsync(string tenant, LegalHold hold, CancellationToken cancellationToken) => storage.OpenKernel(tenant).ReadAsync(
        "SELECT platform.hold_subject($1, $2, $3, $4, $5, $6)",
        [Id(hold.Id), Text(hold.Subject), Text(hold.Reason), Moment(hold.PlacedAt), Text(hold.PlacedBy), Moment(hold.Until)], Nothing, cancellationToken);

    /// <returns>Null when none stands.</returns>
    public async Task<LegalHold?> ReleaseAsync(string tenant, Guid id, DateTimeOffset at, string by, CancellationToken cancellationToken) =>
        (await storage.OpenKernel(tenant).ReadAsync(
            $"UPDATE platform.legal_hold SET released_at = $2, released_by = $3 WHERE id = $1 AND released_at IS NULL RETURNING {HoldColumns}",
            [Id(id), Moment(at), Text(by)], HoldListAsync, cancellationToken)).FirstOrDefault();

    private static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value };

    private static NpgsqlParameter Moment(DateTimeOffset? value) =>
        new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = value is { } moment ? moment.UtcDateTime : DBNull.Value };

    private static Task<bool> Nothing(NpgsqlDataReader reader, CancellationToken cancellationToken) => Task.FromResult(true);

    private static async Task<IReadOnlyList<ErasureStep>> StepsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var steps = new List<ErasureStep>();
        while (await reader.ReadAsync(cancellationToken))
        {
            steps.Add(new(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetInt64(4)));
        }

        return steps;
    }

    private static async Task<IReadOnlyList<LegalHold>> HoldListAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var holds = new List<LegalHold>();
        while (await reader.ReadAsync(cancellationToken))
        {
            holds.Add(new(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetString(4),
                reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5), reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6),
                reader.IsDBNull(7) ? null : reader.GetString(7)));
        }

        return holds;
    }
}
