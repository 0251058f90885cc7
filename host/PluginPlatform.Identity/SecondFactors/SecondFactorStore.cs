using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.SecondFactors;

/// <summary>Second factors in the database. Every use is one statement that succeeds once.</summary>
internal sealed class SecondFactorStore(PlatformStorage storage, TimeProvider time)
{
    private const string Purpose = "identity:second-factor";

    public async Task<StoredFactor?> FindAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            SELECT f.secret, f.created_at, f.confirmed_at IS NOT NULL,
                   (SELECT count(*)::int FROM platform.recovery_codes c WHERE c.user_id = f.user_id AND c.used_at IS NULL)
            FROM platform.second_factors f WHERE f.user_id = $1
            """);
        command.Parameters.Add(Id(user));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(
                storage.MasterKey.Decrypt(Purpose, reader.GetFieldValue<byte[]>(0)), reader.GetFieldValue<DateTimeOffset>(1),
                reader.GetBoolean(2), reader.GetInt32(3))
            : null;
    }

    /// <summary>Gives the user a new key to confirm. False when one is in use.</summary>
    public async Task<bool> BeginAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            INSERT INTO platform.second_factors AS f (user_id, secret, created_at) VALUES ($1, $2, $3)
            ON CONFLICT (user_id) DO UPDATE SET secret = $2, created_at = $3, last_step = 0 WHERE f.confirmed_at IS NULL
            """);
        command.Parameters.Add(Id(user));
        command.Parameters.Add(Bytes(storage.MasterKey.Encrypt(Purpose, Totp.NewSecret())));
        command.Parameters.Add(Now());
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Puts the key in use with its recovery codes. False when it is in use already, or gone.</summary>
    public async Task<bool> ConfirmAsync(Guid user, long step, IReadOnlyList<byte[]> codes, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            WITH confirmed AS (
                UPDATE platform.second_factors SET confirmed_at = $2, last_step = $3
                WHERE user_id = $1 AND confirmed_at IS NULL RETURNING user_id),
            marked AS (
                UPDATE platform.users u SET two_factor_enabled = true FROM confirmed WHERE u.id = confirmed.user_id)
            INSERT INTO platform.recovery_codes (user_id, code_hash) SELECT user_id, unnest($4::bytea[]) FROM confirmed
            """);
        command.Parameters.Add(Id(user));
        command.Parameters.Add(Now());
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = step });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. codes] });
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Uses a code's time step up, and every earlier one with it. False when it was used.</summary>
    public async Task<bool> UseStepAsync(Guid user, long step, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "UPDATE platform.second_factors SET last_step = $2 WHERE user_id = $1 AND confirmed_at IS NOT NULL AND last_step < $2");
        command.Parameters.Add(Id(user));
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = step });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Uses a recovery code up. False when there is none such, or it was used.</summary>
    public async Task<bool> UseRecoveryCodeAsync(Guid user, byte[] hash, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "UPDATE platform.recovery_codes SET used_at = $3 WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL");
        command.Parameters.Add(Id(user));
        command.Parameters.Add(Bytes(hash));
        command.Parameters.Add(Now());
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>False when there was none.</summary>
    public async Task<bool> RemoveAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            WITH gone AS (DELETE FROM platform.second_factors WHERE user_id = $1 RETURNING user_id)
            UPDATE platform.users u SET two_factor_enabled = false FROM gone WHERE u.id = gone.user_id
            """);
        command.Parameters.Add(Id(user));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static NpgsqlParameter<Guid> Id(Guid user) => new() { TypedValue = user };

    private static NpgsqlParameter<byte[]> Bytes(byte[] value) => new() { TypedValue = value };

    private NpgsqlParameter<DateTime> Now() => new() { TypedValue = time.GetUtcNow().UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
