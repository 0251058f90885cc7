using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Plugins.Faults;

/// <summary>Counts a plugin's calls and faults over the last 25 slices of time, and keeps the last durations for a p95.</summary>
internal sealed class CallLedger(TimeProvider time)
{
    private const int Slices = 25;
    private static readonly TimeSpan Slice = TimeSpan.FromHours(24.0 / Slices);

    private readonly int[] _calls = new int[Slices];
    private readonly int[] _faults = new int[Slices];
    private readonly float[] _milliseconds = new float[512];
    private readonly Lock _turn = new();
    private long _slice = time.GetUtcNow().Ticks / Slice.Ticks;
    private long _measured;
    private long _total;

    public long Faults => Interlocked.Read(ref _total);

    public void Record(TimeSpan duration, bool fault)
    {
        Turn();
        var at = (int)(Volatile.Read(ref _slice) % Slices);
        Interlocked.Increment(ref _calls[at]);
        _milliseconds[(int)(Interlocked.Increment(ref _measured) % _milliseconds.Length)] = (float)duration.TotalMilliseconds;
        if (fault)
        {
            Interlocked.Increment(ref _faults[at]);
            Interlocked.Increment(ref _total);
        }
    }

    public TimeSpan? P95()
    {
        var count = (int)Math.Min(Interlocked.Read(ref _measured), _milliseconds.Length - 1);
        if (count == 0)
        {
            return null;
        }

        var durations = _milliseconds.AsSpan(1, count).ToArray();
        Array.Sort(durations);
        return TimeSpan.FromMilliseconds(durations[(int)(0.95 * (count - 1))]);
    }

    /// <summary>Oldest slice first.</summary>
    public IReadOnlyList<HealthBucket> Buckets()
    {
        Turn();
        var newest = Volatile.Read(ref _slice);
        return [.. Enumerable.Range(1, Slices).Select(i => (int)((newest + i) % Slices)).Select(i => new HealthBucket(_calls[i], _faults[i]))];
    }

    private void Turn()
    {
        var now = time.GetUtcNow().Ticks / Slice.Ticks;
        if (now == Volatile.Read(ref _slice))
        {
            return;
        }

        lock (_turn)
        {
            for (var slice = Math.Max(_slice + 1, now - Slices + 1); slice <= now; slice++)
            {
                _calls[slice % Slices] = 0;
                _faults[slice % Slices] = 0;
            }

            Volatile.Write(ref _slice, now);
        }
    }
}
