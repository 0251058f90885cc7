namespace PluginPlatform.Events;

/// <summary>How events are delivered and retried.</summary>
public sealed record EventOptions
{
    /// <summary>Events per delivery, 1 to 500. Default 500.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>Tries before an event becomes a dead letter. Default 6.</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>Pause after the first failure; doubles each time, with up to 25 % added by chance. Default 200 ms.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause. Default 1 minute.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A net under the notifications, not the way events travel. Default 5 s.</summary>
    public TimeSpan SafetyPoll { get; init; } = TimeSpan.FromSeconds(5);
}
