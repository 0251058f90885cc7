namespace PluginPlatform.Plugins.Faults;

/// <summary>How long plugins may take, and when an operation that keeps failing is set aside.</summary>
public sealed record PluginLimits
{
    public TimeSpan Endpoint { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Fragment { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan Export { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Handler { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan HealthCheck { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Faults of one operation within a minute after which it is set aside.</summary>
    public int FaultsBeforeSetAside { get; init; } = 5;

    /// <summary>How long an operation stays set aside before one call tries again.</summary>
    public TimeSpan SetAside { get; init; } = TimeSpan.FromSeconds(20);
}
