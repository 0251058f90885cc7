using System.Collections.Concurrent;

namespace PluginPlatform.Identity.Signals;

/// <summary>
/// Keeps what was read or checked, for a while and never more than its capacity. An entry names what it hangs on, and goes
/// when the database says that this no longer holds.
/// </summary>
internal sealed class ObedientCache<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private readonly Lock _making = new();
    private readonly int _capacity;
    private readonly TimeSpan _lifetime;
    private readonly SecuritySignals _signals;
    private readonly TimeProvider _time;
    private int _count;

    public ObedientCache(int capacity, TimeSpan lifetime, SecuritySignals signals, TimeProvider time)
    {
        (_capacity, _lifetime, _signals, _time) = (capacity, lifetime, signals, time);
        signals.Told += Obey;
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Null when it is not there, is too old, or the database is out of hearing.</summary>
    public TValue? Find(in TKey key) =>
        _entries.TryGetValue(key, out var entry) && _signals.IsHeard && _time.GetUtcNow() < entry.Until ? entry.Value : null;

    /// <param name="key">Which.</param>
    /// <param name="value">What.</param>
    /// <param name="expires">Not longer than this.</param>
    /// <param name="ties">What it hangs on, written as signals are.</param>
    /// <param name="generation"><see cref="SecuritySignals.Generation"/> before the database was asked.</param>
    public void Keep(in TKey key, TValue value, DateTimeOffset expires, IReadOnlyList<string> ties, long generation)
    {
        var now = _time.GetUtcNow();
        var until = expires < now + _lifetime ? expires : now + _lifetime;
        lock (_making)
        {
            if (_signals.Generation != generation)
            {
                return;
            }

            if (_count >= _capacity)
            {
                MakeRoom(now);
            }

            _entries[key] = new(value, until, ties);
            _count = _entries.Count;
        }
    }

    private void Obey(string signal)
    {
        lock (_making)
        {
            foreach (var (key, entry) in _entries)
            {
                if (signal == SecuritySignals.Everything || entry.Ties.Contains(signal))
                {
                    _entries.TryRemove(key, out _);
                }
            }

            _count = _entries.Count;
        }
    }

    // Expired ones first; if that is not enough, a quarter of whatever is there: they only cost one look each.
    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (key, entry) in _entries)
        {
            if (entry.Until <= now)
            {
                _entries.TryRemove(key, out _);
            }
        }

        var surplus = _entries.Count - _capacity + Math.Max(1, _capacity / 4);
        foreach (var (key, _) in _entries.Take(Math.Max(0, surplus)))
        {
            _entries.TryRemove(key, out _);
        }
    }

    private sealed record Entry(TValue Value, DateTimeOffset Until, IReadOnlyList<string> Ties);
}
