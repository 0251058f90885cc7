using Microsoft.Extensions.Logging;
using Npgsql;

namespace PluginPlatform.Storage.Encryption.Rotating;

/// <summary>Brings every encrypted column of a tenant under its active key, while readers and writers run.</summary>
internal sealed class RotateTenant(
    NpgsqlDataSource kernel, KeyRings rings, Func<string, NpgsqlDataSource> openOwner, ILogger logger, TimeProvider time)
{
    /// <summary>A writer that took the old key just before the rotation may commit after a pass: then there is another pass.</summary>
    private const int MostPasses = 5;

    private readonly ReencryptionTable _table = new(kernel, time);

    public ReencryptionTable Table => _table;

    /// <summary>Plans what there is to do and returns at once.</summary>
    public async Task PlanAsync(string tenant, int dataKey, CancellationToken cancellationToken) =>
        await _table.PlanAsync(tenant, dataKey, await ColumnsAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Does what is planned and not done. Another host that does the same tenant is left to it.</summary>
    public async Task RunAsync(string tenant, CancellationToken cancellationToken)
    {
        await using var holder = await kernel.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        if (!await LockAsync(holder, "pg_try_advisory_lock", tenant, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            // Every host has dropped the old active key when this has passed.
            await Task.Delay(KeyRings.Freshness, time, cancellationToken).ConfigureAwait(false);
            var columns = (await ColumnsAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(c => $"{c.Schema}.{c.Table}.{c.Name}");
            foreach (var planned in await _table.ReadAsync(tenant, cancellationToken).ConfigureAwait(false))
            {
                if (!planned.Done && columns.TryGetValue(planned.Column, out var column))
                {
                    await RunAsync(column, planned, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            if (holder.FullState == System.Data.ConnectionState.Open)
            {
                await LockAsync(holder, "pg_advisory_unlock", tenant, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task RunAsync(EncryptedColumn column, ReencryptionProgress progress, CancellationToken cancellationToken)
    {
        await using var opened = column.Schema == PlatformEncryption.KernelOwner ? null : openOwner(column.Schema);
        var cipher = new FieldCipher(rings, new(progress.Tenant, column.Schema));
        var work = new ReencryptColumn(opened ?? kernel, column, progress.Tenant, cipher, progress.DataKey);
        for (var pass = 1; !progress.Done; pass++)
        {
            progress = await PassAsync(work, column, progress, cancellationToken).ConfigureAwait(false);

            // What is left may be locked by a writer, or be what nobody can read; only the former is worth another pass.
            var done = pass == MostPasses || await work.RemainingAsync(cancellationToken).ConfigureAwait(false) <= progress.Unreadable;
            progress = progress with { Done = done, BlocksDone = done ? progress.Blocks : 0 };
            await _table.SaveAsync(progress, column, cancellationToken).ConfigureAwait(false);
        }

        StorageLog.ColumnReencrypted(logger, progress.Tenant, progress.Column, progress.DataKey, progress.Rewritten, progress.Unreadable);
    }

    private async Task<ReencryptionProgress> PassAsync(
        ReencryptColumn work, EncryptedColumn column, ReencryptionProgress progress, CancellationToken cancellationToken)
    {
        progress = progress with { Blocks = await work.BlocksAsync(cancellationToken).ConfigureAwait(false), Unreadable = 0 };
        while (progress.BlocksDone < progress.Blocks)
        {
            var (rewritten, unreadable) = await work.RunAsync(progress.BlocksDone, cancellationToken).ConfigureAwait(false);
            progress = progress with
            {
                BlocksDone = Math.Min(progress.BlocksDone + ReencryptColumn.BlocksAtOnce, progress.Blocks),
                Rewritten = progress.Rewritten + rewritten,
                Unreadable = progress.Unreadable + unreadable,
            };
            await _table.SaveAsync(progress, column, cancellationToken).ConfigureAwait(false);
        }

        return progress;
    }

    private async Task<List<EncryptedColumn>> ColumnsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await kernel.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var columns = await EncryptedColumn.ReadAsync(connection, schema: null, cancellationToken).ConfigureAwait(false);

        // A schema that is no plugin's may carry such comments too, in a given database; its roles are not the platform's.
        return [.. columns.Where(c => c.Gap is null)];
    }

    private static async Task<bool> LockAsync(NpgsqlConnection holder, string function, string tenant, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT {function}(hashtextextended('platform.reencryption.' || $1, 0))", holder)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = tenant } },
        };
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }
}
