using Npgsql;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Devices;

/// <summary>The table of devices that wait.</summary>
internal sealed class DeviceStore(PlatformStorage storage, GrantStore grants, TimeProvider time)
{
    /// <summary>RFC 8628 section 3.2.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    public const int IntervalSeconds = 5;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>A new pair of codes; the user code as it is shown.</summary>
    public async Task<(string DeviceCode, string UserCode)> StartAsync(Client client, ScopeSet scopes, CancellationToken cancellationToken)
    {
        var device = OpaqueToken.Make();
        var shown = UserCode.Make();
        var now = time.GetUtcNow();
        await using var batch = storage.Kernel.CreateBatch();
        var insert = new NpgsqlBatchCommand(
            """
            INSERT INTO platform.device_codes (device_hash, user_code_hash, client_id, scopes, expires_at, interval_seconds)
            VALUES ($1, $2, $3, $4, $5, $6)
            """);
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = OpaqueToken.HashOf(device) });
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = UserCode.HashOf(UserCode.Read(shown) ?? "") });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = client.Id });
        insert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = scopes.Text.Split(' ') });
        insert.Parameters.Add(SqlMoment.Of(now + GoodFor));
        insert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = IntervalSeconds });
        batch.BatchCommands.Add(insert);
        var purge = new NpgsqlBatchCommand("DELETE FROM platform.device_codes WHERE expires_at < $1");
        purge.Parameters.Add(SqlMoment.Of(now - Kept));
        batch.BatchCommands.Add(purge);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return (device, shown);
    }

    /// <summary>Null when no device waits under this code, or not any more.</summary>
    public async Task<WaitingDevice?> FindAsync(string letters, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            SELECT client_id, scopes FROM platform.device_codes
            WHERE user_code_hash = $1 AND expires_at > $2 AND NOT denied AND grant_id IS NULL
            """);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = UserCode.HashOf(letters) });
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            && ScopeSet.TryParse(string.Join(' ', reader.GetFieldValue<string[]>(1)), out var scopes)
                ? new(reader.GetString(0), scopes)
                : null;
    }

    /// <summary>Lets the device in. False when the question is no longer open; then nothing is written.</summary>
    public async Task<bool> AllowAsync(string letters, NewGrant grant, CancellationToken cancellationToken)
    {
        await using var connection = await storage.Kernel.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(grants.Start(grant, out var id));
        var answer = new NpgsqlBatchCommand(
            """
            UPDATE platform.device_codes SET grant_id = $2
            WHERE user_code_hash = $1 AND expires_at > $3 AND NOT denied AND grant_id IS NULL
            """);
        answer.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = UserCode.HashOf(letters) });
        answer.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        answer.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        batch.BatchCommands.Add(answer);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        if (answer.RecordsAffected != 1)
        {
            await transaction.RollbackAsync(cancellationToken);
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>False when the question is no longer open.</summary>
    public async Task<bool> DenyAsync(string letters, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "UPDATE platform.device_codes SET denied = true WHERE user_code_hash = $1 AND expires_at > $2 AND NOT denied AND grant_id IS NULL");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = UserCode.HashOf(letters) });
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>
    /// Answers the device, and gives the grant once. RFC 8628 section 3.5: a device that asks too soon has to leave five
    /// seconds more from then on.
    /// </summary>
    public async Task<(DeviceAnswer Answer, Guid? Grant)> AskAsync(string deviceCode, string client, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            WITH before AS (
                SELECT *, asked_at IS NOT NULL AND asked_at + interval_seconds * interval '1 second' > $3 AS too_soon
                FROM platform.device_codes WHERE device_hash = $1 AND client_id = $2 FOR UPDATE),
            asked AS (
                UPDATE platform.device_codes d SET asked_at = $3,
                    interval_seconds = least(d.interval_seconds + CASE WHEN b.too_soon THEN 5 ELSE 0 END, 600),
                    used_at = CASE WHEN b.grant_id IS NOT NULL AND NOT b.too_soon AND b.expires_at > $3 THEN coalesce(d.used_at, $3) ELSE d.used_at END
                FROM before b WHERE d.device_hash = b.device_hash)
            SELECT expires_at > $3, too_soon, denied, grant_id, used_at IS NOT NULL FROM before
            """);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = OpaqueToken.HashOf(deviceCode) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = client });
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken) || reader.GetBoolean(4))
        {
            return (DeviceAnswer.Unknown, null);
        }

        return (reader.GetBoolean(0), reader.GetBoolean(1), reader.GetBoolean(2), reader.IsDBNull(3)) switch
        {
            (false, _, _, _) => (DeviceAnswer.Expired, null),
            (_, true, _, _) => (DeviceAnswer.TooSoon, null),
            (_, _, true, _) => (DeviceAnswer.Denied, null),
            (_, _, _, true) => (DeviceAnswer.Pending, null),
            _ => (DeviceAnswer.Granted, reader.GetGuid(3)),
        };
    }
}
