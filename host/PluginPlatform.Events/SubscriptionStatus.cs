namespace PluginPlatform.Events;

/// <summary>How far a subscription is.</summary>
/// <param name="Plugin">The subscribing plugin.</param>
/// <param name="Handler">The handler.</param>
/// <param name="EventType">The CloudEvents type.</param>
/// <param name="Position">The last position it is done with.</param>
/// <param name="Lag">Positions between it and the newest event of its type; 0 when it is level.</param>
/// <param name="State">What it does.</param>
/// <param name="Backfilled">Events delivered by back-fill so far.</param>
/// <param name="DeadLetters">Events set aside after the last try.</param>
public sealed record SubscriptionStatus(
    string Plugin,
    string Handler,
    string EventType,
    long Position,
    long Lag,
    SubscriptionState State,
    long Backfilled,
    int DeadLetters);

/// <summary>What a subscription does.</summary>
public enum SubscriptionState
{
    /// <summary>Starting, or another host delivers it.</summary>
    Waiting,

    /// <summary>Reading the publisher's state.</summary>
    Backfilling,

    /// <summary>Following the log.</summary>
    Following,
}
