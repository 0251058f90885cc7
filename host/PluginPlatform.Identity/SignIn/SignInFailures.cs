using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.SignIn;

/// <summary>
/// Locks a name after several failures. An attempt is counted before its password is looked at, in one statement, so that
/// a hundred guesses at once are not a hundred guesses. Unknown names are counted alike: a lock tells nothing.
/// </summary>
internal sealed class SignInFailures(PlatformStorage storage, IOptions<PlatformIdentityOptions> options, TimeProvider time)
{
    private readonly Lazy<byte[]> _key = new(() => storage.MasterKey.Derive("identity:sign-in-names"));

    /// <summary>Counts an attempt. False when the name is locked.</summary>
    public async Task<bool> ReserveAsync(string normalizedName, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            INSERT INTO platform.sign_in_failures AS f (name_hash, failures, counted_until, locked_until)
            VALUES ($1, 1, $3, CASE WHEN $4 <= 1 THEN $3 END)
            ON CONFLICT (name_hash) DO UPDATE SET
                failures = CASE WHEN f.counted_until <= $2 THEN 1 ELSE f.failures + 1 END,
                counted_until = $3,
                locked_until = CASE WHEN CASE WHEN f.counted_until <= $2 THEN 1 ELSE f.failures + 1 END >= $4 THEN $3 END
            WHERE f.locked_until IS NULL OR f.locked_until <= $2
            """);
        var now = time.GetUtcNow();
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = HashOf(normalizedName) });
        command.Parameters.Add(At(now));
        command.Parameters.Add(At(now + options.Value.Lockout));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Value.FailuresBeforeLockout });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Forgets a name's failures after a good sign-in, and everybody's that no longer count.</summary>
    public async Task ForgetAsync(string normalizedName, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "DELETE FROM platform.sign_in_failures WHERE name_hash = $1 OR counted_until <= $2");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = HashOf(normalizedName) });
        command.Parameters.Add(At(time.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private byte[] HashOf(string name) => HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(name));

    private static NpgsqlParameter<DateTime> At(DateTimeOffset moment) =>
        new() { TypedValue = moment.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
