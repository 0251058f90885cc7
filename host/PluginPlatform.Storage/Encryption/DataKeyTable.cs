using Npgsql;
using PluginPlatform.Storage.Keys;

namespace PluginPlatform.Storage.Encryption;

/// <summary>Reads and writes <c>platform.data_key</c>.</summary>
internal sealed class DataKeyTable(NpgsqlDataSource kernel, IKeyManagement management, TimeProvider time)
{
    public const int KeySize = 32;

    private const string Columns = "id, use, state, wrapped_by, wrapped";

    /// <summary>One host at a time changes a tenant's keys.</summary>
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('platform.data_key.' || $1, 0))";

    public async Task<List<DataKeyRow>> ReadAsync(string tenant, CancellationToken cancellationToken)
    {
        await using var connection = await kernel.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return await ReadAsync(connection, tenant, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the tenant's first keys, unless it has or had some.</summary>
    public Task CreateAsync(string tenant, CancellationToken cancellationToken) =>
        ChangeAsync(tenant, async (connection, rows) =>
        {
            if (rows.Count == 0)
            {
                await AddAsync(connection, tenant, DataKeyRow.Data, cancellationToken).ConfigureAwait(false);
                await AddAsync(connection, tenant, DataKeyRow.Index, cancellationToken).ConfigureAwait(false);
            }

            return rows.Count;
        }, cancellationToken);

    /// <summary>Makes a new data key the active one; the old one goes on reading.</summary>
    /// <returns>The new key's id, or null when the tenant's keys were destroyed.</returns>
    public Task<int?> RotateAsync(string tenant, CancellationToken cancellationToken) =>
        ChangeAsync<int?>(tenant, async (connection, rows) =>
        {
            if (rows.Count > 0 && !rows.Exists(r => r is { Use: DataKeyRow.Data, State: DataKeyRow.Active }))
            {
                return null;
            }

            await RunAsync(
                connection,
                "UPDATE platform.data_key SET state = 'retired', changed_at = $2 WHERE tenant_id = $1 AND use = 'data' AND state = 'active'",
                tenant,
                cancellationToken).ConfigureAwait(false);
            if (rows.Count == 0)
            {
                await AddAsync(connection, tenant, DataKeyRow.Index, cancellationToken).ConfigureAwait(false);
            }

            return await AddAsync(connection, tenant, DataKeyRow.Data, cancellationToken).ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>Destroys every key of the tenant.</summary>
    /// <returns>How many.</returns>
    public Task<int> ShredAsync(string tenant, CancellationToken cancellationToken) =>
        ChangeAsync(tenant, async (connection, rows) =>
        {
            if (rows.Count == 0)
            {
                // A tombstone of its own: no host may make a first key after the tenant was shredded.
                await AddAsync(connection, tenant, DataKeyRow.Data, cancellationToken).ConfigureAwait(false);
            }

            return await RunAsync(
                connection,
                "UPDATE platform.data_key SET state = 'shredded', wrapped = NULL, wrapped_by = NULL, changed_at = $2 WHERE tenant_id = $1 AND state <> 'shredded'",
                tenant,
                cancellationToken).ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>Wraps anew what the current key does not wrap; a key shredded meanwhile stays shredded.</summary>
    public async Task<(int Count, string KeyId)> RewrapAsync(CancellationToken cancellationToken)
    {
        var current = await management.CurrentKeyAsync(cancellationToken).ConfigureAwait(false);
        var count = 0;
        foreach (var (tenant, row) in await WrappedOtherwiseAsync(current, cancellationToken).ConfigureAwait(false))
        {
            var context = DataKeyRow.Context(tenant, row.Id, row.Use);
            var secret = await management.UnwrapAsync(row.Wrapped!, context, cancellationToken).ConfigureAwait(false);
            var wrapped = await management.WrapAsync(secret, context, cancellationToken).ConfigureAwait(false);
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(secret);
            await using var update = kernel.CreateCommand(
                "UPDATE platform.data_key SET wrapped = $2, wrapped_by = $3, changed_at = $4 WHERE id = $1 AND wrapped = $5");
            update.Parameters.Add(new NpgsqlParameter<int> { TypedValue = row.Id });
            update.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = wrapped.Bytes });
            update.Parameters.Add(new NpgsqlParameter<string> { TypedValue = wrapped.KeyId });
            update.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
            update.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = row.Wrapped!.Bytes });
            count += await update.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        return (count, current);
    }

    public async Task<List<DataKeyStatus>> StatusAsync(string? tenant, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(
            """
            SELECT tenant_id, id, use, state, wrapped_by, created_at FROM platform.data_key
            WHERE $1::text IS NULL OR tenant_id = $1 ORDER BY tenant_id, id DESC
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)tenant ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var keys = new List<DataKeyStatus>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            keys.Add(new(
                reader.GetString(0), reader.GetInt32(1), reader.GetString(2), reader.GetString(3),
                await reader.IsDBNullAsync(4, cancellationToken).ConfigureAwait(false) ? null : reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5)));
        }

        return keys;
    }

    private async Task<List<(string Tenant, DataKeyRow Row)>> WrappedOtherwiseAsync(string current, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(
            "SELECT tenant_id, id, use, state, wrapped_by, wrapped FROM platform.data_key WHERE wrapped_by <> $1 ORDER BY id");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = current });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<(string, DataKeyRow)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var wrapped = new WrappedKey(reader.GetString(4), reader.GetFieldValue<byte[]>(5));
            rows.Add((reader.GetString(0), new(reader.GetInt32(1), reader.GetString(2), reader.GetString(3), wrapped)));
        }

        return rows;
    }

    private async Task<TResult> ChangeAsync<TResult>(
        string tenant, Func<NpgsqlConnection, List<DataKeyRow>, Task<TResult>> change, CancellationToken cancellationToken)
    {
        await using var connection = await kernel.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (var locking = new NpgsqlCommand(Lock, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = tenant } } })
        {
            await locking.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        var rows = await ReadAsync(connection, tenant, cancellationToken).ConfigureAwait(false);
        var result = await change(connection, rows).ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return result;
    }

    private async Task<int> AddAsync(NpgsqlConnection connection, string tenant, string use, CancellationToken cancellationToken)
    {
        await using var next = new NpgsqlCommand("SELECT nextval('platform.data_key_id_seq')::int", connection);
        var id = (int)(await next.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        var secret = System.Security.Cryptography.RandomNumberGenerator.GetBytes(KeySize);
        var wrapped = await management.WrapAsync(secret, DataKeyRow.Context(tenant, id, use), cancellationToken).ConfigureAwait(false);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(secret);
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO platform.data_key (id, tenant_id, use, state, wrapped, wrapped_by, created_at, changed_at)
            OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, 'active', $4, $5, $6, $6)
            """,
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = id },
                new NpgsqlParameter<string> { TypedValue = tenant },
                new NpgsqlParameter<string> { TypedValue = use },
                new NpgsqlParameter<byte[]> { TypedValue = wrapped.Bytes },
                new NpgsqlParameter<string> { TypedValue = wrapped.KeyId },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return id;
    }

    private async Task<int> RunAsync(NpgsqlConnection connection, string sql, string tenant, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = tenant },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() },
            },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<DataKeyRow>> ReadAsync(NpgsqlConnection connection, string tenant, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT {Columns} FROM platform.data_key WHERE tenant_id = $1", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = tenant } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<DataKeyRow>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var wrapped = await reader.IsDBNullAsync(4, cancellationToken).ConfigureAwait(false)
                ? null
                : new WrappedKey(reader.GetString(3), reader.GetFieldValue<byte[]>(4));
            rows.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), wrapped));
        }

        return rows;
    }
}
