using System.Collections.Concurrent;
using PluginPlatform.Identity.Calls;

namespace PluginPlatform.Identity.Bearer;

/// <summary>Validated tokens, for a while. Never holds more than its capacity.</summary>
internal sealed class BearerCache(int capacity, TimeSpan lifetime, TimeProvider time)
{
    private readonly ConcurrentDictionary<TokenDigest, Entry> _entries = new();
    private readonly Lock _making = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public ClientIdentity? Find(in TokenDigest digest) =>
        _entries.TryGetValue(digest, out var entry) && time.GetUtcNow() < entry.Until ? entry.Identity : null;

    public void Keep(in TokenDigest digest, ClientIdentity identity, DateTimeOffset expires)
    {
        var now = time.GetUtcNow();
        var until = expires < now + lifetime ? expires : now + lifetime;
        lock (_making)
        {
            if (_count >= capacity)
            {
                MakeRoom(now);
            }

            _entries[digest] = new(identity, until);
            _count = _entries.Count;
        }
    }

    // Expired ones first; if that is not enough, a quarter of whatever is there: they only cost one validation each.
    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (digest, entry) in _entries)
        {
            if (entry.Until <= now)
            {
                _entries.TryRemove(digest, out _);
            }
        }

        var surplus = _entries.Count - capacity + Math.Max(1, capacity / 4);
        foreach (var (digest, _) in _entries.Take(Math.Max(0, surplus)))
        {
            _entries.TryRemove(digest, out _);
        }
    }

    private sealed record Entry(ClientIdentity Identity, DateTimeOffset Until);
}
