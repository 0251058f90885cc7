using PluginPlatform.Identity.Signals;

namespace PluginPlatform.Identity.Keys;

/// <summary>The signing keys, kept in memory and read again now and then, or when a token names one that is not known.</summary>
internal sealed class SigningKeys : IDisposable
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);

    // A stream of forged key ids must not become a stream of queries.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly SigningKeyStore _store;
    private readonly SecuritySignals _signals;
    private readonly TimeProvider _time;
    private KeyRing? _ring;

    public SigningKeys(SigningKeyStore store, SecuritySignals signals, TimeProvider time)
    {
        (_store, _signals, _time) = (store, signals, time);
        signals.Told += Obey;
    }

    /// <summary>The key of this algorithm that signs now. One is made when there is none.</summary>
    public async ValueTask<SigningKey> SigningAsync(string algorithm, CancellationToken cancellationToken)
    {
        var ring = await RingAsync(GoodFor, cancellationToken);
        return ring.SigningAt(_time.GetUtcNow(), algorithm)
            ?? throw new InvalidOperationException("No signing key is active although one was just ensured.");
    }

    /// <summary>The key a token names; null when it is unknown or retired.</summary>
    public async ValueTask<SigningKey?> FindAsync(string kid, CancellationToken cancellationToken)
    {
        var ring = await RingAsync(GoodFor, cancellationToken);
        return ring.Find(kid, _time.GetUtcNow())
            ?? (await RingAsync(Pause, cancellationToken)).Find(kid, _time.GetUtcNow());
    }

    /// <summary>Every key that verifies now, the next one included.</summary>
    public async ValueTask<IReadOnlyList<SigningKey>> PublishedAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        return [.. (await RingAsync(GoodFor, cancellationToken)).Keys.Where(key => key.VerifiesAt(now))];
    }

    public void Dispose()
    {
        _signals.Told -= Obey;
        _reading.Dispose();
    }

    // A rotated key is known, and a withdrawn one refused, as soon as the database says so.
    private void Obey(string signal)
    {
        if (signal == SecuritySignals.Everything || signal.StartsWith("key:", StringComparison.Ordinal))
        {
            Volatile.Write(ref _ring, null);
        }
    }

    private async ValueTask<KeyRing> RingAsync(TimeSpan goodFor, CancellationToken cancellationToken)
    {
        if (Fresh(goodFor) is { } fresh)
        {
            return fresh;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Fresh(goodFor) is { } read)
            {
                return read;
            }

            var generation = _signals.Generation;
            var now = _time.GetUtcNow();
            var ring = new KeyRing(await _store.ReadAsync(now, cancellationToken), now);
            if (!ring.IsCompleteAt(now))
            {
                ring = new(await _store.EnsureAsync(now, cancellationToken), now);
            }

            // Not kept when a key changed while it was read.
            Volatile.Write(ref _ring, _signals.Generation == generation ? ring : null);
            return ring;
        }
        finally
        {
            _reading.Release();
        }
    }

    private KeyRing? Fresh(TimeSpan goodFor)
    {
        var now = _time.GetUtcNow();
        return Volatile.Read(ref _ring) is { } ring && now - ring.ReadAt < goodFor && ring.IsCompleteAt(now) ? ring : null;
    }
}
