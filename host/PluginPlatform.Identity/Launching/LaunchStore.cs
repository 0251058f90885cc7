using Npgsql;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Launching;

/// <summary>The table of launches.</summary>
internal sealed class LaunchStore(PlatformStorage storage, TimeProvider time)
{
    /// <summary>Long enough to sign in at the app and to read a consent page.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);

    /// <summary>Writes the launch; gives its handle.</summary>
    public async Task<string> StartAsync(Launch launch, CancellationToken cancellationToken)
    {
        var handle = OpaqueToken.Make();
        var now = time.GetUtcNow();
        await using var batch = storage.Kernel.CreateBatch();
        var insert = new NpgsqlBatchCommand(
            """
            INSERT INTO platform.launches (handle_hash, tenant_id, client_id, user_id, session_id, patient, framed, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """);
        insert.Parameters.Add(HashOf(handle));
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = launch.Tenant });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = launch.ClientId });
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = launch.User });
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = launch.Session });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = launch.Patient });
        insert.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = launch.Framed });
        insert.Parameters.Add(SqlMoment.Of(now + GoodFor));
        batch.BatchCommands.Add(insert);
        var purge = new NpgsqlBatchCommand("DELETE FROM platform.launches WHERE expires_at < $1");
        purge.Parameters.Add(SqlMoment.Of(now));
        batch.BatchCommands.Add(purge);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return handle;
    }

    /// <summary>Null for a handle that is unknown, too old, or used.</summary>
    public async Task<Launch?> FindAsync(string handle, CancellationToken cancellationToken)
    {
        if (handle.Length > OpaqueToken.Longest)
        {
            return null;
        }

        await using var command = storage.Kernel.CreateCommand(
            """
            SELECT tenant_id, client_id, user_id, session_id, patient, framed FROM platform.launches
            WHERE handle_hash = $1 AND expires_at > $2 AND used_at IS NULL
            """);
        command.Parameters.Add(HashOf(handle));
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetString(0), reader.GetString(1), reader.GetGuid(2), reader.GetGuid(3), reader.GetString(4), reader.GetBoolean(5))
            : null;
    }

    /// <summary>Uses it up: of two who come at once, one. False for the other.</summary>
    public async Task<bool> UseAsync(string handle, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "UPDATE platform.launches SET used_at = $2 WHERE handle_hash = $1 AND used_at IS NULL AND expires_at > $2");
        command.Parameters.Add(HashOf(handle));
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Whether the app has come with the handle and was let in.</summary>
    public async Task<bool> IsUsedAsync(string handle, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "SELECT EXISTS (SELECT FROM platform.launches WHERE handle_hash = $1 AND used_at IS NOT NULL)");
        command.Parameters.Add(HashOf(handle));
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static NpgsqlParameter<byte[]> HashOf(string handle) => new() { TypedValue = OpaqueToken.HashOf(handle) };
}
