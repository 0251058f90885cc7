using Npgsql;
using PluginPlatform.Audit.Anchoring;

namespace PluginPlatform.Audit.Sealing;

/// <summary>
/// Seals batches one after the other: the rows and their seal in one commit, the anchor beside it, and only when both are
/// durable is the batch told so. What a crash leaves between the two is put right when the chain is opened again.
/// </summary>
internal sealed class Sealer(NpgsqlDataSource kernel, SealKeys keys, IAuditAnchor anchor, OpenChain open, WrittenRows written, TimeProvider time)
{
    private ChainHead? _head;
    private (AuditSeal Seal, IReadOnlyList<PendingRow> Rows)? _doubtful;
    private volatile ChainHead? _acknowledged;

    /// <summary>The newest seal that answers may rely on.</summary>
    public ChainHead? Acknowledged => _acknowledged;

    /// <summary>Opens the chain, if need be, and seals rows of writes that were left without.</summary>
    public async Task<ChainHead> ReadyAsync()
    {
        if (_head is { } head)
        {
            return head;
        }

        (head, var left) = await open.RunAsync(CancellationToken.None).ConfigureAwait(false);
        SettleDoubt(head);
        _head = _acknowledged = head;
        foreach (var rows in left.Chunk(OpenChain.LargestBatch))
        {
            await WriteAsync(_head, rows).ConfigureAwait(false);
        }

        return _head;
    }

    /// <summary>Returns when the rows are durable, sealed and anchored.</summary>
    public async Task SealAsync(IReadOnlyList<PendingRow> rows)
    {
        var head = await ReadyAsync().ConfigureAwait(false);

        // Opening the chain may have found that some are sealed already.
        PendingRow[] open = [.. rows.Where(row => row.Row is not null || written.Holds(row.Id))];
        if (open.Length > 0)
        {
            await WriteAsync(head, open).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(ChainHead head, IReadOnlyList<PendingRow> rows)
    {
        var seal = keys.Sign(head.Next(SealEntries.Of(rows), time.GetUtcNow()));
        var anchored = anchor.KeepAsync(AnchoredBatch.Write(seal, rows));
        try
        {
            await InsertAuditRows.RunAsync(kernel, seal, rows, CancellationToken.None).ConfigureAwait(false);
            _head = seal.Head;
            written.Sealed(rows);
        }
        catch (Exception failure)
        {
            // The server's own refusal is certain, but for a seal that is there already. Everything else leaves doubt.
            if (failure is not PostgresException { SqlState: not PostgresErrorCodes.UniqueViolation })
            {
                _head = null;
                _doubtful = (seal, rows);
            }

            await anchored.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await anchored.ConfigureAwait(false);
        _acknowledged = seal.Head;
    }

    // A batch whose commit was in doubt turned out to be durable, or was written again: its rows must not be sealed twice.
    private void SettleDoubt(ChainHead head)
    {
        if (_doubtful is { } doubt && doubt.Seal.Chain == head.Chain && doubt.Seal.Root.AsSpan().SequenceEqual(head.Root))
        {
            written.Sealed(doubt.Rows);
        }

        _doubtful = null;
    }
}
