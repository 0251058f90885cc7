using System.Runtime.InteropServices;
using Npgsql;
using PluginPlatform.Audit.Sealing;

namespace PluginPlatform.Audit.Verifying;

/// <summary>
/// Walks every row in the order of storage beside the seals in the order of time, and matches them. Both orders are nearly
/// the same, so little waits on either side; only disorder takes memory.
/// </summary>
internal sealed class WalkRows(SealKeys keys, IReadOnlyDictionary<Guid, long> ends, CheckDropped dropped, FindingList findings)
{
    // Seals are read on until this much later than the row that looks for its own.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);

    private readonly Dictionary<Guid, Place> _awaited = [];
    private readonly Dictionary<Guid, Stray> _strays = [];
    private readonly List<ChangedRow> _changed = [];
    private readonly byte[] _leaf = new byte[RowEncoding.HashSize];
    private NpgsqlDataReader _seals = null!;
    private AuditSeal? _next;
    private Place _last;

    public long Count { get; private set; }

    public long Unsealed { get; private set; }

    public async Task RunAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT {SealStore.Columns} FROM platform.audit_seal ORDER BY at", snapshot.Seals) { CommandTimeout = 0 };
        await using (_seals = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            await WalkAsync(snapshot, cancellationToken).ConfigureAwait(false);
        }

        ClassifyChanged.Run(_changed, findings);
        MissingRows.Run(_awaited.Values, ends, findings);
        await TellStraysAsync(snapshot.Seals, cancellationToken).ConfigureAwait(false);
    }

    private async Task WalkAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        _next = await ReadSealAsync(cancellationToken).ConfigureAwait(false);
        await using (var rows = await StoredRowStream.OpenAsync(snapshot.Rows, cancellationToken).ConfigureAwait(false))
        {
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                Count++;
                if (!_awaited.ContainsKey(rows.Id))
                {
                    await AwaitUntilAsync(rows.At + Ahead, rows.Id, cancellationToken).ConfigureAwait(false);
                }

                Match(rows);
            }
        }

        await AwaitUntilAsync(DateTimeOffset.MaxValue, null, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask AwaitUntilAsync(DateTimeOffset until, Guid? wanted, CancellationToken cancellationToken)
    {
        while (_next is { } seal && seal.At <= until)
        {
            for (var i = 0; i < seal.Entries.Count; i++)
            {
                if (!dropped.Covers(seal.Entries.Entry(i)))
                {
                    Await(new(seal, i), seal.Entries.Id(i));
                }
            }

            _next = await ReadSealAsync(cancellationToken).ConfigureAwait(false);
            if (wanted is { } id && _awaited.ContainsKey(id))
            {
                return;
            }
        }
    }

    private void Await(Place place, Guid id)
    {
        if (_strays.Remove(id, out var stray))
        {
            Compare(place, id, stray.Leaf, stray.Encoded);
        }
        else if (!_awaited.TryAdd(id, place))
        {
            findings.Add(new(FindingKinds.Inserted, place.Seal.Chain, place.Position, place.Position, id, place.Seal.At));
        }
    }

    private void Match(StoredRowStream rows)
    {
        RowEncoding.Hash(rows.Encoded, _leaf);
        var id = rows.Id;
        if (_awaited.Remove(id, out var place))
        {
            _last = place;
            if (!place.Leaf.SequenceEqual(_leaf))
            {
                Compare(place, id, _leaf, rows.Encoded.ToArray());
            }
        }
        else if (!_strays.TryAdd(id, new(_leaf.AsSpan().ToArray(), rows.Encoded.ToArray(), keys.IsGenuine(rows.Proof, _leaf), _last)))
        {
            Tell(FindingKinds.Inserted, _last, id, rows.At);
        }
    }

    private void Compare(Place place, Guid id, byte[] leaf, byte[] encoded)
    {
        if (place.Leaf.SequenceEqual(leaf))
        {
            return;
        }

        if (_changed.Count < ClassifyChanged.Most)
        {
            _changed.Add(new(place, id, encoded));
        }
        else
        {
            Tell(FindingKinds.Edited, place, id, StoredRowStream.TimeOf(encoded));
        }
    }

    // A stray with our proof waits for its seal, unless that is a copy of a row sealed before.
    private async Task TellStraysAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var waiting = _strays.Where(s => s.Value.Genuine).ToDictionary();
        var copies = waiting.Count == 0 ? [] : await SealedAmong.FindAsync(connection, waiting, cancellationToken).ConfigureAwait(false);
        foreach (var (id, stray) in _strays)
        {
            if (stray.Genuine && !copies.Contains(id))
            {
                Unsealed++;
            }
            else
            {
                Tell(FindingKinds.Inserted, stray.After, id, StoredRowStream.TimeOf(stray.Encoded));
            }
        }
    }

    private void Tell(string kind, Place place, Guid id, DateTimeOffset at) =>
        findings.Add(new(kind, place.Seal?.Chain ?? Guid.Empty, place.Seal is null ? 0 : place.Position, place.Seal is null ? 0 : place.Position, id, at));

    private async ValueTask<AuditSeal?> ReadSealAsync(CancellationToken cancellationToken) =>
        await _seals.ReadAsync(cancellationToken).ConfigureAwait(false) ? SealStore.Read(_seals) : null;

    /// <summary>A row that no seal read so far names.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Stray(byte[] Leaf, byte[] Encoded, bool Genuine, Place After);
}
