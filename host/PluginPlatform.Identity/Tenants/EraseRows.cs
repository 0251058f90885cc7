using Npgsql;

namespace PluginPlatform.Identity.Tenants;

/// <summary>Erases a tenant's rows of some tables, batch by batch; tables that others refer to wait for those.</summary>
internal static class EraseRows
{
    private const int Batch = 5_000;

    /// <returns>Rows that were there before this pass.</returns>
    public static async Task<long> RunAsync(
        ITenantRows rows, string schema, string tenant, IReadOnlyList<string> tables, RemovalLedger ledger, CancellationToken cancellationToken)
    {
        var found = 0L;
        var waiting = new Queue<string>(tables);
        for (var refused = 0; waiting.TryDequeue(out var table);)
        {
            var before = await rows.CountAsync(table, cancellationToken);
            await ledger.BeginAsync(tenant, schema, table, before, cancellationToken);
            try
            {
                await EraseAsync(rows, schema, tenant, table, ledger, cancellationToken);
                (found, refused) = (found + before, 0);
            }
            catch (PostgresException reference) when (reference.SqlState == PostgresErrorCodes.ForeignKeyViolation && ++refused <= waiting.Count)
            {
                waiting.Enqueue(table);
            }
        }

        return found;
    }

    private static async Task EraseAsync(
        ITenantRows rows, string schema, string tenant, string table, RemovalLedger ledger, CancellationToken cancellationToken)
    {
        for (long gone = Batch; gone == Batch;)
        {
            gone = await rows.EraseAsync(table, Batch, cancellationToken);
            await ledger.AddAsync(tenant, schema, table, gone, cancellationToken);
        }

        await ledger.EndAsync(tenant, schema, table, await rows.CountAsync(table, cancellationToken), cancellationToken);
    }
}
