using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace PluginPlatform.Identity.Limiting;

/// <summary>
/// A bucket for each key, never more than so many: the framework's partitioned limiter keeps as many as anybody makes up. One
/// that was not used for a minute is full again and can be forgotten; when none can, newcomers share one.
/// </summary>
internal sealed class Buckets<TKey>(int most, TimeProvider time) : IDisposable
    where TKey : notnull
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TKey, Bucket> _buckets = new();
    private readonly Lock _making = new();
    private Bucket? _shared;
    private long _swept;

    public int Count => _buckets.Count;

    /// <summary>Null when the request is admitted; otherwise when to come again.</summary>
    public TimeSpan? Take(TKey key, int perMinute)
    {
        if (!_buckets.TryGetValue(key, out var bucket) || bucket.PerMinute != perMinute)
        {
            bucket = Make(key, perMinute);
        }

        return bucket.Take(time.GetTimestamp());
    }

    public void Dispose()
    {
        foreach (var (_, bucket) in _buckets)
        {
            bucket.Dispose();
        }

        _shared?.Dispose();
    }

    private Bucket Make(TKey key, int perMinute)
    {
        lock (_making)
        {
            var known = _buckets.TryGetValue(key, out var bucket);
            if (known && bucket!.PerMinute == perMinute)
            {
                return bucket;
            }

            return known || HasRoom()
                ? _buckets[key] = new(perMinute, time.GetTimestamp())
                : _shared ??= new(perMinute, time.GetTimestamp());
        }
    }

    private bool HasRoom()
    {
        if (_buckets.Count < most)
        {
            return true;
        }

        var now = time.GetTimestamp();
        if (_swept != 0 && time.GetElapsedTime(_swept, now) < BetweenSweeps)
        {
            return false;
        }

        _swept = now;
        foreach (var (key, bucket) in _buckets)
        {
            if (time.GetElapsedTime(bucket.UsedAt, now) > Minute)
            {
                _buckets.TryRemove(key, out _);
            }
        }

        return _buckets.Count < most;
    }

    private sealed class Bucket(int perMinute, long made) : IDisposable
    {
        private readonly TokenBucketRateLimiter _limiter = new(new()
        {
            TokenLimit = perMinute, TokensPerPeriod = perMinute, ReplenishmentPeriod = Minute, QueueLimit = 0,

            // A timer for each would be twenty thousand timers; it is filled when it is asked.
            AutoReplenishment = false,
        });

        private long _usedAt = made;

        public int PerMinute => perMinute;

        public long UsedAt => Volatile.Read(ref _usedAt);

        public TimeSpan? Take(long now)
        {
            Volatile.Write(ref _usedAt, now);
            _limiter.TryReplenish();
            using var lease = _limiter.AttemptAcquire();
            return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Minute;
        }

        public void Dispose() => _limiter.Dispose();
    }
}
