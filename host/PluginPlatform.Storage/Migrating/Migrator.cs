using System.Reflection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PluginPlatform.Storage.Migrating;

/// <summary>Brings an area's schema up to date, one transaction per file, one host at a time.</summary>
internal sealed class Migrator(ILogger logger)
{
    /// <summary>Applies what is missing, then finishes, all under the area's lock.</summary>
    /// <param name="locker">Holds the lock and reads the history.</param>
    /// <param name="target">Where the files run.</param>
    /// <param name="assembly">Holds the files.</param>
    /// <param name="finish">Runs after the last file.</param>
    /// <param name="cancellationToken">Cancels; the file being applied rolls back.</param>
    /// <exception cref="PluginStorageException">STO-12xx.</exception>
    public async Task RunAsync(
        NpgsqlConnection locker, MigrationTarget target, Assembly assembly, Func<Task> finish, CancellationToken cancellationToken)
    {
        var scripts = MigrationScript.Of(assembly);
        await LockAsync(locker, "pg_advisory_lock", target.Area, cancellationToken).ConfigureAwait(false);
        try
        {
            var applied = await ReadHistoryAsync(locker, target.Area, cancellationToken).ConfigureAwait(false);
            foreach (var script in MigrationPlan.Pending(target.Area, scripts, applied))
            {
                await ApplyMigration.RunAsync(target, script, cancellationToken).ConfigureAwait(false);
                StorageLog.MigrationApplied(logger, target.Area, script.Version, script.Name);
            }

            await finish().ConfigureAwait(false);
        }
        finally
        {
            if (locker.FullState == System.Data.ConnectionState.Open)
            {
                await LockAsync(locker, "pg_advisory_unlock", target.Area, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private static async Task LockAsync(
        NpgsqlConnection locker, string function, string area, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT {function}(hashtextextended('platform.migrate.' || $1, 0))", locker);
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = area });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Dictionary<int, (string Name, string Sha256)>> ReadHistoryAsync(
        NpgsqlConnection locker, string area, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT version, name, sha256 FROM platform.migration WHERE area = $1", locker);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = area });
        var applied = new Dictionary<int, (string, string)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            applied[reader.GetInt32(0)] = (reader.GetString(1), reader.GetString(2));
        }

        return applied;
    }
}
