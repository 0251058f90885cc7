namespace PluginPlatform.Identity.Signals;

/// <summary>
/// What the database said no longer holds, as <c>client:&lt;id&gt;</c>, <c>tenant:&lt;id&gt;</c>, <c>token:&lt;jti&gt;</c>,
/// <c>key:&lt;kid&gt;</c>. While nothing is heard from the database, nothing kept in memory is believed.
/// </summary>
internal sealed class SecuritySignals(TimeProvider time)
{
    /// <summary>What is said after a silence: anything may have changed meanwhile.</summary>
    public const string Everything = "*";

    // A change is obeyed within a second everywhere, also by a host that was cut off in the middle of it.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMilliseconds(900);

    private long _heardAt;
    private long _generation;
    private bool _heard;

    /// <summary>Called with each signal. Handlers are quick and do not throw.</summary>
    public event Action<string>? Told;

    /// <summary>Grows with each signal: who reads the database remembers it before and keeps nothing when it grew meanwhile.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    public bool IsHeard => Volatile.Read(ref _heard) && time.GetElapsedTime(Interlocked.Read(ref _heardAt)) < LongestSilence;

    /// <summary>The database answered just now.</summary>
    /// <param name="asked">When it was asked, in the clock's ticks.</param>
    public void Hear(long asked)
    {
        Interlocked.Exchange(ref _heardAt, asked);
        Volatile.Write(ref _heard, true);
    }

    public void Lose() => Volatile.Write(ref _heard, false);

    public void Tell(string signal)
    {
        Interlocked.Increment(ref _generation);
        Told?.Invoke(signal);
    }
}
