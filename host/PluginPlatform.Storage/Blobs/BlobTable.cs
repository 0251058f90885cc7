using Npgsql;

namespace PluginPlatform.Storage.Blobs;

/// <summary>Reads and writes <c>platform.blob</c> for one plugin of one tenant.</summary>
internal sealed class BlobTable(NpgsqlDataSource kernel, string tenant, string plugin, SemaphoreSlim turns, TimeProvider time)
{
    /// <summary>One at a time stores or removes a blob; the lock goes with the connection.</summary>
    public async Task<NpgsqlConnection> LockAsync(string id, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        NpgsqlConnection? connection = null;
        try
        {
            connection = await kernel.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await RunAsync(connection, "SELECT pg_advisory_lock(hashtextextended('platform.blob.' || $1, 0)), $2, $3", id, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            turns.Release();
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    public async Task UnlockAsync(NpgsqlConnection connection, string id)
    {
        try
        {
            await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock(hashtextextended('platform.blob.' || $1, 0))", connection)
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = id } },
            };
            await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            turns.Release();
        }
    }

    /// <summary>References, length and content key; null when there is no row.</summary>
    public async Task<(long Refs, long Length, byte[] Key)?> FindAsync(NpgsqlConnection? connection, string id, CancellationToken cancellationToken)
    {
        await using var own = connection is null ? await kernel.OpenConnectionAsync(cancellationToken).ConfigureAwait(false) : null;
        await using var command = Command(
            connection ?? own!, "SELECT refs, length, content_key FROM platform.blob WHERE id = $1 AND tenant_id = $2 AND plugin = $3", id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? (reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2))
            : null;
    }

    /// <summary>Says that content is about to be stored under this key; it counts for nothing yet.</summary>
    public async Task AnnounceAsync(NpgsqlConnection connection, string id, long length, byte[] key, CancellationToken cancellationToken)
    {
        await using var command = Command(
            connection,
            """
            INSERT INTO platform.blob (id, tenant_id, plugin, refs, length, content_key, changed_at) VALUES ($1, $2, $3, 0, $4, $5, $6)
            ON CONFLICT (tenant_id, plugin, id) DO UPDATE SET content_key = excluded.content_key, changed_at = excluded.changed_at
            """,
            id);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = length });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = key });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task ReferAsync(NpgsqlConnection connection, string id) => RunAsync(
        connection, "UPDATE platform.blob SET refs = refs + 1 WHERE id = $1 AND tenant_id = $2 AND plugin = $3", id, CancellationToken.None);

    public Task ReleaseAsync(NpgsqlConnection connection, string id) => RunAsync(
        connection, "UPDATE platform.blob SET refs = refs - 1 WHERE id = $1 AND tenant_id = $2 AND plugin = $3 AND refs > 0", id, CancellationToken.None);

    public Task RemoveAsync(NpgsqlConnection connection, string id) => RunAsync(
        connection, "DELETE FROM platform.blob WHERE id = $1 AND tenant_id = $2 AND plugin = $3 AND refs = 0", id, CancellationToken.None);

    private async Task RunAsync(NpgsqlConnection connection, string sql, string id, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql, id);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string sql, string id) => new(sql, connection)
    {
        Parameters =
        {
            new NpgsqlParameter<string> { TypedValue = id },
            new NpgsqlParameter<string> { TypedValue = tenant },
            new NpgsqlParameter<string> { TypedValue = plugin },
        },
    };
}
