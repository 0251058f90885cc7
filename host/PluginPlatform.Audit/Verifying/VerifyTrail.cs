using System.Diagnostics;
using Npgsql;
using PluginPlatform.Audit.Anchoring;
using PluginPlatform.Audit.Retention;
using PluginPlatform.Audit.Sealing;

namespace PluginPlatform.Audit.Verifying;

/// <summary>Walks the whole trail once for its seals and once for its rows, as one moment saw it.</summary>
internal static class VerifyTrail
{
    /// <param name="kernel">The database.</param>
    /// <param name="keys">Ours.</param>
    /// <param name="kept">What the anchor holds.</param>
    /// <param name="acknowledged">The newest seal that answers relied on; null when this host has sealed nothing.</param>
    /// <param name="cancellationToken">Cancels the walk.</param>
    public static async Task<AuditReport> RunAsync(
        NpgsqlDataSource kernel, SealKeys keys, IReadOnlyList<AnchorRecord> kept, ChainHead? acknowledged, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var anchored = kept.ToDictionary(record => record.Chain, record => AnchoredBatch.Read(record).Seal.Head);
        if (acknowledged is not null)
        {
            // The anchor may hold the batch under way, which the snapshot does not see.
            anchored[acknowledged.Chain] = acknowledged;
        }

        await using var snapshot = await Snapshot.TakeAsync(kernel, cancellationToken).ConfigureAwait(false);
        var findings = new FindingList();
        using var dropped = new CheckDropped(keys, await DropRecord.ReadAsync(snapshot.Seals, cancellationToken).ConfigureAwait(false));
        var seals = new WalkSeals(keys, anchored, dropped, findings);
        await seals.RunAsync(snapshot.Seals, cancellationToken).ConfigureAwait(false);
        var rows = new WalkRows(keys, seals.Ends, dropped, findings);
        await rows.RunAsync(snapshot, cancellationToken).ConfigureAwait(false);
        return new()
        {
            Rows = rows.Count,
            Seals = seals.Count,
            Unsealed = rows.Unsealed,
            Dropped = dropped.Months,
            AnchoredChains = anchored.Count,
            OtherChains = seals.OtherChains,
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            FindingCount = findings.Count,
            Findings = findings.First,
        };
    }
}
