using Npgsql;

namespace PluginPlatform.Storage.Encryption.Rotating;

/// <summary>Reads and writes <c>platform.reencryption</c>.</summary>
internal sealed class ReencryptionTable(NpgsqlDataSource kernel, TimeProvider time)
{
    private const string Columns = """
        r.tenant_id, r.data_key, r.schema_name, r.table_name, r.column_name, r.blocks, r.next_block, r.rewritten, r.unreadable, r.done
        """;

    /// <summary>Plans the columns under a new key; ones already planned stay where they are.</summary>
    public async Task PlanAsync(string tenant, int dataKey, IReadOnlyList<EncryptedColumn> columns, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(
            """
            INSERT INTO platform.reencryption (tenant_id, data_key, schema_name, table_name, column_name, changed_at)
            SELECT $1, $2, c.s, c.t, c.c, $6 FROM unnest($3::text[], $4::text[], $5::text[]) AS c(s, t, c) ON CONFLICT DO NOTHING
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = dataKey });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. columns.Select(c => c.Schema)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. columns.Select(c => c.Table)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. columns.Select(c => c.Name)] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task SaveAsync(ReencryptionProgress progress, EncryptedColumn column, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(
            """
            UPDATE platform.reencryption
            SET blocks = $6, next_block = $7, rewritten = $8, unreadable = $9, done = $10, changed_at = $11
            WHERE tenant_id = $1 AND data_key = $2 AND schema_name = $3 AND table_name = $4 AND column_name = $5
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = progress.Tenant });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = progress.DataKey });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = column.Schema });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = column.Table });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = column.Name });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = progress.Blocks });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = progress.BlocksDone });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = progress.Rewritten });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = progress.Unreadable });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = progress.Done });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Progress under each tenant's active key.</summary>
    public async Task<List<ReencryptionProgress>> ReadAsync(string? tenant, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(
            $"""
            SELECT {Columns} FROM platform.reencryption r JOIN platform.data_key k ON k.id = r.data_key AND k.state = 'active'
            WHERE $1::text IS NULL OR r.tenant_id = $1
            ORDER BY r.tenant_id, r.schema_name, r.table_name, r.column_name
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)tenant ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var all = new List<ReencryptionProgress>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            all.Add(new(
                reader.GetString(0), reader.GetInt32(1), $"{reader.GetString(2)}.{reader.GetString(3)}.{reader.GetString(4)}",
                reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8), reader.GetBoolean(9)));
        }

        return all;
    }
}
