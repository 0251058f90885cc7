using Microsoft.Extensions.Logging;
using Mpi.Linking;
using Mpi.Storing;
using PluginPlatform.Sdk.Storage;

namespace Mpi.Indexing;

/// <summary>
/// Brings the index up to date with a batch of patients in a fixed number of statements: persons and keys, candidates,
/// pairs, then golden records of every group that a change can have touched.
/// </summary>
internal sealed class UpdateIndex(Linkage linkage, TimeProvider time, ILogger<UpdateIndex> logger)
{
    public async Task ApplyAsync(ITenantTransaction transaction, PatientBatch batch, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var connection = transaction.Connection;
        var stored = await LoadPersons.ByIdAsync(connection, [.. batch.Ids], cancellationToken);
        var changes = ChangeSet.Of(batch, stored, linkage);
        if (changes.IsEmpty)
        {
            return;
        }

        var now = time.GetUtcNow();
        var keys = changes.Scored.ToDictionary(p => p.Id, p => BlindKeys.Of(linkage.Linker.KeysOf(p.Features), batch.HashKey), StringComparer.Ordinal);
        var found = await WritePersons.AndFindAsync(connection, new PersonWrites(changes, keys, linkage, now), cancellationToken);
        var pairs = await new ScorePairs(linkage).OfAsync(connection, changes.Scored, keys, found, cancellationToken);
        var affected = Affected(changes, found);
        var groups = await WriteLinks.AndLoadGroupsAsync(connection, pairs.Kept, affected, cancellationToken);
        var regrouping = Regroup.Of(groups, changes.Removed, linkage.Linker, now);
        await WriteGoldenRecords.Async(connection, regrouping, now, cancellationToken);
        AnnounceLinks.In(transaction, regrouping);
        MpiLog.Indexed(
            logger, changes.Scored.Count, batch.Ids.Count, changes.Removed.Count, pairs.Compared, pairs.Kept.Count,
            regrouping.Moved.Count, time.GetElapsedTime(started).TotalMilliseconds);
    }

    // Whoever was alike before or is now; the groups are then followed from these over matching pairs.
    private static string[] Affected(ChangeSet changes, FoundCandidates found)
    {
        var removed = changes.Removed.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. changes.Scored.Select(p => p.Id)
                .Concat(found.FormerPairs.SelectMany(pair => new[] { pair.First, pair.Second }))
                .Where(id => !removed.Contains(id))
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
