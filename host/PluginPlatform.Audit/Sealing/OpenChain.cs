using Microsoft.Extensions.Logging;
using Npgsql;
using PluginPlatform.Audit.Anchoring;

namespace PluginPlatform.Audit.Sealing;

/// <summary>
/// Finds where this host's chain goes on, by the anchor and the database together. When they contradict each other, rows were
/// cut off or changed: that is logged, stays to be found by verification, and a new chain begins, so that care goes on.
/// </summary>
internal sealed class OpenChain(NpgsqlDataSource kernel, SealKeys keys, IAuditAnchor anchor, TimeProvider time, ILogger logger)
{
    public const int LargestBatch = 512;

    /// <returns>The head, and rows of writes that have no seal yet.</returns>
    public async Task<(ChainHead Head, IReadOnlyList<PendingRow> Left)> RunAsync(CancellationToken cancellationToken)
    {
        var kept = await anchor.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (kept.Count > 0)
        {
            var newest = AnchoredBatch.Read(kept[^1]);
            if (await ContinueAsync(newest, cancellationToken).ConfigureAwait(false) is { } head)
            {
                return (head, await UnsealedRows.OfWritesAsync(kernel, keys, anchor.Id, newest.Seal, cancellationToken).ConfigureAwait(false));
            }

            AuditLog.ChainBroken(logger, newest.Seal.Chain, newest.Seal.Last);
        }

        return await BeginAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<ChainHead?> ContinueAsync(AnchoredBatch anchored, CancellationToken cancellationToken)
    {
        var seal = anchored.Seal;
        if (!keys.IsGenuine(seal))
        {
            return null;
        }

        var (same, newest) = await SealStore.FindAsync(kernel, seal.Chain, seal.Number, cancellationToken).ConfigureAwait(false);
        if (same is not null)
        {
            // What is newer than the anchor was never answered for, and must still be our own.
            return same.Root.AsSpan().SequenceEqual(seal.Root) && keys.IsGenuine(newest!) ? newest!.Head : null;
        }

        var before = newest?.Head ?? ChainHead.Before(seal.Chain);
        if (before.Number != seal.Number - 1 || !before.Root.AsSpan().SequenceEqual(seal.Previous))
        {
            return null;
        }

        await RestoreBatch.RunAsync(kernel, anchored, cancellationToken).ConfigureAwait(false);
        AuditLog.BatchRestored(logger, seal.Chain, seal.First, seal.Last);
        return seal.Head;
    }

    // The first chain of a database takes over the rows that were written before there were seals; one host does.
    private async Task<(ChainHead Head, IReadOnlyList<PendingRow> Left)> BeginAsync(CancellationToken cancellationToken)
    {
        var begun = ChainHead.Before(Guid.CreateVersion7(time.GetUtcNow()));
        await using var connection = await kernel.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var first = new NpgsqlCommand(
            "SELECT pg_advisory_xact_lock(hashtextextended('platform.audit_first_chain', 0)); SELECT EXISTS (SELECT FROM platform.audit_seal)", connection);
        await using (var reader = await first.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (reader.GetBoolean(0))
            {
                return (begun, []);
            }
        }

        var head = begun;
        await foreach (var batch in UnsealedRows.OfOldAsync(kernel, cancellationToken).ConfigureAwait(false))
        {
            var seal = keys.Sign(head.Next(SealEntries.Of(batch.Rows), batch.At));
            await InsertAuditRows.RunAsync(kernel, seal, batch.Rows, cancellationToken).ConfigureAwait(false);
            await anchor.KeepAsync(AnchoredBatch.Write(seal, batch.Rows)).ConfigureAwait(false);
            head = seal.Head;
        }

        return (head, []);
    }
}
