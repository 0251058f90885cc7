using Npgsql;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Tenants;

/// <summary>
/// Deletes a suspended tenant: the rows of every tenant table of every schema, in small transactions, so that it can be
/// broken off and taken up again. The audit trail stays, and the tenant's row as its tombstone.
/// </summary>
public sealed class RemoveTenant
{
    private const int Rounds = 3;

    private readonly PlatformStorage _storage;
    private readonly TenantTable _table;
    private readonly TenantLife _life;
    private readonly RemovalLedger _ledger;

    internal RemoveTenant(PlatformStorage storage, TenantTable table, TenantLife life, RemovalLedger ledger) =>
        (_storage, _table, _life, _ledger) = (storage, table, life, ledger);

    /// <summary>Deletes the tenant, or goes on where an earlier attempt was broken off.</summary>
    /// <param name="id">The tenant.</param>
    /// <param name="typedName">Its name, as typed by who deletes it.</param>
    /// <param name="reason">Why; at least 4 characters.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Breaks off between two steps.</param>
    public async Task<TenantOutcome> RunAsync(string id, string typedName, string reason, Actor by, CancellationToken cancellationToken)
    {
        if (TenantLife.ReasonFault(reason) is { } fault)
        {
            return fault;
        }

        if (await _table.FindAsync(id, cancellationToken) is not { } tenant)
        {
            return new TenantOutcome.Unknown();
        }

        if (tenant.State is not ("suspended" or "deleting"))
        {
            return new TenantOutcome.Refused("TEN-2003", $"The tenant is {tenant.State}; only a suspended one can be deleted.");
        }

        if (tenant.Name != typedName)
        {
            return new TenantOutcome.Refused("TEN-2004", "Type the tenant's name exactly as it is shown.");
        }

        await _life.RecordAsync(id, by, $"tenant_deleting: {reason.Trim()}", cancellationToken);
        if (!await _table.MoveAsync(id, ["suspended", "deleting"], "deleting", cancellationToken))
        {
            return new TenantOutcome.Refused("TEN-2001", "The tenant's state was changed by somebody else at the same moment.");
        }

        // Whatever was encrypted for it is gone from here on, also where a row outlives this.
        await _storage.Encryption.ShredAsync(id, cancellationToken);
        await RemoveAsync(id, cancellationToken);
        return await FinishAsync(id, by, cancellationToken);
    }

    private async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        // Two administrators at once take turns, and the second finds nothing left to do.
        await using var turn = await _storage.Kernel.OpenConnectionAsync(cancellationToken);
        await LockAsync(turn, "pg_advisory_lock", id, cancellationToken);
        try
        {
            // A handler that was at work may write once more after its table was done; the second round finds that.
            for (var round = 0; round < Rounds; round++)
            {
                var left = await RemoveKernelRowsAsync(id, cancellationToken);
                foreach (var schema in await _storage.PluginSchemasAsync(cancellationToken))
                {
                    left += await RemovePluginRowsAsync(schema, id, cancellationToken);
                }

                if (round > 0 && left == 0)
                {
                    return;
                }
            }
        }
        finally
        {
            await LockAsync(turn, "pg_advisory_unlock", id, CancellationToken.None);
        }
    }

    private async Task<TenantOutcome> FinishAsync(string id, Actor by, CancellationToken cancellationToken)
    {
        var tables = await _ledger.ReadAsync(id, cancellationToken);
        if (tables.FirstOrDefault(table => table.After != 0) is { } rest)
        {
            return new TenantOutcome.Refused(
                "TEN-2007", $"{rest.After} rows of {rest.Schema}.{rest.Table} are still there. Delete again; it goes on where it stopped.");
        }

        await _life.RecordAsync(id, by, "tenant_deleted", cancellationToken);
        await _table.MoveAsync(id, ["deleting"], "deleted", CancellationToken.None);
        var changed = (TenantOutcome.Changed)await _life.ChangedAsync(id);
        return new TenantOutcome.Deleted(changed.Tenant, tables);
    }

    private async Task<long> RemoveKernelRowsAsync(string id, CancellationToken cancellationToken)
    {
        var tables = (await _storage.TenantTablesAsync("platform", cancellationToken)).Where(RemovalSql.IsErasable).ToList();
        return await EraseRows.RunAsync(new KernelRows(_storage, id), "platform", id, tables, _ledger, cancellationToken);
    }

    private async Task<long> RemovePluginRowsAsync(string schema, string id, CancellationToken cancellationToken)
    {
        await using var plugin = _storage.OpenPlugin(schema);
        var tables = await _storage.TenantTablesAsync(schema, cancellationToken);
        return await EraseRows.RunAsync(new PluginRows(plugin, id), schema, id, tables, _ledger, cancellationToken);
    }

    private static async Task LockAsync(NpgsqlConnection connection, string function, string id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT {function}(hashtextextended('platform.remove.' || $1, 0))", connection);
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
