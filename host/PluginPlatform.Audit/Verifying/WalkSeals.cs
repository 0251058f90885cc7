using Npgsql;
using PluginPlatform.Audit.Sealing;

namespace PluginPlatform.Audit.Verifying;

/// <summary>
/// Walks every chain in the order of its seals: each follows the one before, is signed by us, and gives its root; the newest
/// is at least the anchored one.
/// </summary>
internal sealed class WalkSeals(SealKeys keys, IReadOnlyDictionary<Guid, ChainHead> anchored, CheckDropped dropped, FindingList findings)
{
    private const int MostForeign = 100;

    private readonly Dictionary<Guid, long> _ends = [];
    private readonly List<AuditSeal> _foreign = [];
    private AuditSeal? _before;
    private bool _beforeGenuine;

    public long Count { get; private set; }

    /// <summary>The last sealed position of each chain.</summary>
    public IReadOnlyDictionary<Guid, long> Ends => _ends;

    public int OtherChains => _ends.Keys.Count(chain => !anchored.ContainsKey(chain));

    public async Task RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {SealStore.Columns} FROM platform.audit_seal ORDER BY chain, number", connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            Check(SealStore.Read(reader));
        }

        EndChain();
        TellForeign();
        dropped.End(findings);
        foreach (var (chain, head) in anchored.Where(a => a.Value.Number > 0 && !_ends.ContainsKey(a.Key)))
        {
            findings.Add(new(FindingKinds.TailCut, chain, 1, head.Last, null, null));
        }
    }

    private void Check(AuditSeal seal)
    {
        Count++;
        dropped.Add(seal);
        if (_before?.Chain != seal.Chain)
        {
            EndChain();
            _before = null;
            _beforeGenuine = true;
        }

        var genuine = keys.IsGenuine(seal) && seal.Entries.IsWhole;
        if (!genuine)
        {
            Remember(seal);
        }
        else if (!MerkleTree.Root(seal.Entries).AsSpan().SequenceEqual(seal.Root))
        {
            findings.Add(new(FindingKinds.Edited, seal.Chain, seal.First, seal.Last, null, seal.At));
        }

        if (genuine && _beforeGenuine)
        {
            CheckLink(_before?.Head ?? ChainHead.Before(seal.Chain), seal);
        }

        if (genuine && anchored.TryGetValue(seal.Chain, out var head) && head.Number == seal.Number && !head.Root.AsSpan().SequenceEqual(seal.Root))
        {
            findings.Add(new(FindingKinds.Recomputed, seal.Chain, seal.First, seal.Last, null, seal.At));
        }

        _ends[seal.Chain] = seal.Last;
        (_before, _beforeGenuine) = (seal, genuine);
    }

    private void CheckLink(ChainHead before, AuditSeal seal)
    {
        if (seal.Number > before.Number + 1)
        {
            findings.Add(new(FindingKinds.Deleted, seal.Chain, before.Last + 1, seal.First - 1, null, null));
        }
        else if (seal.First != before.Last + 1 || !seal.Previous.AsSpan().SequenceEqual(before.Root))
        {
            findings.Add(new(FindingKinds.Recomputed, seal.Chain, seal.First, seal.Last, null, seal.At));
        }
    }

    private void EndChain()
    {
        if (_before is { } last && anchored.TryGetValue(last.Chain, out var head) && last.Number < head.Number)
        {
            findings.Add(new(FindingKinds.TailCut, last.Chain, last.Last + 1, head.Last, null, null));
        }
    }

    private void Remember(AuditSeal seal)
    {
        if (_foreign.Count < MostForeign)
        {
            _foreign.Add(seal);
        }
        else
        {
            findings.Add(new(FindingKinds.Recomputed, seal.Chain, seal.First, seal.Last, null, seal.At));
        }
    }

    // A seal that is ours under another's number has changed places with it.
    private void TellForeign()
    {
        foreach (var seal in _foreign)
        {
            var moved = _foreign.Exists(other => keys.IsGenuine(seal with { Number = other.Number, First = other.First }));
            var whole = seal.Entries.IsWhole && MerkleTree.Root(seal.Entries).AsSpan().SequenceEqual(seal.Root);
            var kind = moved ? FindingKinds.Reordered : whole ? FindingKinds.Recomputed : FindingKinds.Edited;
            findings.Add(new(kind, seal.Chain, seal.First, Math.Max(seal.First, seal.Last), null, seal.At));
        }
    }
}
