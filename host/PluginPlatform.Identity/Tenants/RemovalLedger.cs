using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Tenants;

/// <summary>Keeps count of a deletion, table by table.</summary>
internal sealed class RemovalLedger(PlatformStorage storage, TimeProvider time)
{
    /// <summary>Keeps how many rows there were, unless an earlier attempt did already.</summary>
    public Task BeginAsync(string tenant, string schema, string table, long before, CancellationToken cancellationToken) => RunAsync(
        """
        INSERT INTO platform.tenant_removal (tenant_id, schema_name, table_name, rows_before) VALUES ($1, $2, $3, $4)
        ON CONFLICT (tenant_id, schema_name, table_name) DO NOTHING
        """,
        tenant, schema, table, new NpgsqlParameter<long> { TypedValue = before }, cancellationToken);

    public Task AddAsync(string tenant, string schema, string table, long removed, CancellationToken cancellationToken) => RunAsync(
        "UPDATE platform.tenant_removal SET rows_removed = rows_removed + $4 WHERE tenant_id = $1 AND schema_name = $2 AND table_name = $3",
        tenant, schema, table, new NpgsqlParameter<long> { TypedValue = removed }, cancellationToken);

    public async Task EndAsync(string tenant, string schema, string table, long after, CancellationToken cancellationToken)
    {
        await RunAsync(
            "UPDATE platform.tenant_removal SET rows_after = $4 WHERE tenant_id = $1 AND schema_name = $2 AND table_name = $3",
            tenant, schema, table, new NpgsqlParameter<long> { TypedValue = after }, cancellationToken);
        await RunAsync(
            "UPDATE platform.tenant_removal SET finished_at = $4 WHERE tenant_id = $1 AND schema_name = $2 AND table_name = $3",
            tenant, schema, table, new NpgsqlParameter<DateTime> { TypedValue = time.GetUtcNow().UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            cancellationToken);
    }

    public async Task<IReadOnlyList<RemovedRows>> ReadAsync(string tenant, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand("""
            SELECT schema_name, table_name, rows_before, rows_removed, coalesce(rows_after, rows_before)
            FROM platform.tenant_removal WHERE tenant_id = $1 ORDER BY schema_name, table_name
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tables = new List<RemovedRows>();
        while (await reader.ReadAsync(cancellationToken))
        {
            tables.Add(new(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4)));
        }

        return tables;
    }

    private async Task RunAsync(string sql, string tenant, string schema, string table, NpgsqlParameter value, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        command.Parameters.Add(value);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
