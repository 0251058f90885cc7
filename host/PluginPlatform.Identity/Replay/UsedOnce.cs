using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Replay;

/// <summary>Remembers, for every host, what has been used, until it expires of itself.</summary>
internal sealed class UsedOnce(PlatformStorage storage, TimeProvider time)
{
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(1);

    private long _swept;

    /// <summary>False when it was used before. Of two that come at once, one gets true.</summary>
    /// <param name="kind">A fixed word.</param>
    /// <param name="owner">Whose it is: another owner may use the same id.</param>
    /// <param name="id">Which, as the owner named it.</param>
    /// <param name="until">After this moment it is refused for another reason.</param>
    /// <param name="cancellationToken">Cancels before the row is written.</param>
    public async Task<bool> TakeAsync(string kind, string owner, string id, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        await using var command = storage.Kernel.CreateCommand(
            "INSERT INTO platform.used_once (digest, expires_at) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\0{owner}\0{id}")) });
        command.Parameters.Add(At(until));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    // Once a minute and host, by whoever comes by: the table holds some minutes of use and no more.
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var last = Interlocked.Read(ref _swept);
        if (now.UtcTicks - last < Sweep.Ticks || Interlocked.CompareExchange(ref _swept, now.UtcTicks, last) != last)
        {
            return;
        }

        await using var command = storage.Kernel.CreateCommand("DELETE FROM platform.used_once WHERE expires_at < $1");
        command.Parameters.Add(At(now - Sweep));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter<DateTime> At(DateTimeOffset moment) =>
        new() { TypedValue = moment.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
