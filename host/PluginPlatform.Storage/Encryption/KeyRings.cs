using System.Collections.Concurrent;
using PluginPlatform.Storage.Keys;

namespace PluginPlatform.Storage.Encryption;

/// <summary>
/// The tenants' unwrapped keys in memory. A ring older than <see cref="Freshness"/> is compared with the database before
/// it is used, so that a key destroyed by any host opens nothing a second later; when the database or the key management
/// cannot be asked, nothing is opened.
/// </summary>
internal sealed class KeyRings(DataKeyTable table, IKeyManagement management, TimeProvider time)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(400);

    public const string ShreddedCode = "STO-1411";

    private const int MostTenants = 512;

    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    /// <summary>The tenant's keys.</summary>
    public ValueTask<KeyRing> GetAsync(string tenant, CancellationToken cancellationToken)
    {
        var slot = _slots.GetOrAdd(tenant, static _ => new());
        return slot.Known is { } known && time.GetElapsedTime(known.At) < Freshness
            ? new(known.Ring)
            : new(RefreshAsync(tenant, slot, time.GetTimestamp(), cancellationToken));
    }

    /// <summary>The tenant's keys, made now if it never had any.</summary>
    /// <exception cref="PluginStorageException">STO-1411: they were destroyed.</exception>
    public async ValueTask<KeyRing> GetOrCreateAsync(string tenant, CancellationToken cancellationToken)
    {
        var ring = await GetAsync(tenant, cancellationToken).ConfigureAwait(false);
        if (ring is { Active: null, IsShredded: false })
        {
            await table.CreateAsync(tenant, cancellationToken).ConfigureAwait(false);
            ring = await RefreshNowAsync(tenant, cancellationToken).ConfigureAwait(false);
        }

        return ring.Active is not null ? ring : throw Shredded();
    }

    /// <summary>Asks the database, however fresh the ring is.</summary>
    public Task<KeyRing> RefreshNowAsync(string tenant, CancellationToken cancellationToken)
    {
        var slot = _slots.GetOrAdd(tenant, static _ => new());
        return RefreshAsync(tenant, slot, time.GetTimestamp(), cancellationToken);
    }

    public static PluginStorageException Shredded() => new(
        ShreddedCode, "The tenant's keys were destroyed.", "Nothing is encrypted for it again; make another tenant.");

    private async Task<KeyRing> RefreshAsync(string tenant, Slot slot, long asked, CancellationToken cancellationToken)
    {
        await slot.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Somebody else may have asked after this call came.
            if (slot.Known is { } known && known.At >= asked)
            {
                return known.Ring;
            }

            var at = time.GetTimestamp();
            var rows = await table.ReadAsync(tenant, cancellationToken).ConfigureAwait(false);
            var ring = slot.Known?.Ring is { } old && old.Matches(rows)
                ? old
                : await UnwrapAsync(tenant, rows, slot.Known?.Ring, cancellationToken).ConfigureAwait(false);
            slot.Known = new(ring, at);
            Trim();
            return ring;
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    private async Task<KeyRing> UnwrapAsync(
        string tenant, List<DataKeyRow> rows, KeyRing? old, CancellationToken cancellationToken)
    {
        var keys = new Dictionary<int, DataKey>();
        var shredded = new HashSet<int>();
        DataKey? active = null, index = null;
        foreach (var row in rows)
        {
            if (row.Wrapped is null)
            {
                shredded.Add(row.Id);
                continue;
            }

            var key = old?.Find(row.Id) ?? new DataKey(row.Id, await management.UnwrapAsync(
                row.Wrapped, DataKeyRow.Context(tenant, row.Id, row.Use), cancellationToken).ConfigureAwait(false));
            keys.Add(row.Id, key);
            if (row.State == DataKeyRow.Active)
            {
                (active, index) = row.Use == DataKeyRow.Data ? (key, index) : (active, key);
            }
        }

        return rows.Count == 0 ? KeyRing.Empty : new(keys, shredded, active, index);
    }

    // The ones not used for longest go; they cost one look-up and an unwrapping when they come back.
    private void Trim()
    {
        if (_slots.Count <= MostTenants)
        {
            return;
        }

        foreach (var stale in _slots.OrderBy(s => s.Value.Known?.At ?? long.MinValue).Take(MostTenants / 8).ToList())
        {
            _slots.TryRemove(stale);
        }
    }

    private sealed class Slot
    {
        private Snapshot? _known;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Snapshot? Known
        {
            get => Volatile.Read(ref _known);
            set => Volatile.Write(ref _known, value);
        }
    }

    private sealed record Snapshot(KeyRing Ring, long At);
}
