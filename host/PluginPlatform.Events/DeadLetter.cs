namespace PluginPlatform.Events;

/// <summary>An event that a handler failed to take until the last try. Holds no payload and no message text.</summary>
/// <param name="Plugin">The subscribing plugin.</param>
/// <param name="Handler">The handler.</param>
/// <param name="EventType">The CloudEvents type.</param>
/// <param name="EventId">The event.</param>
/// <param name="Position">Its place in the log; 0 for a back-filled event.</param>
/// <param name="Tenant">Its tenant.</param>
/// <param name="Key">Its ordering key.</param>
/// <param name="Attempts">Tries made.</param>
/// <param name="FailedAt">The last try.</param>
/// <param name="ErrorType">The exception's type name.</param>
/// <param name="ErrorCode">Its stable code (SQLSTATE), if it has one.</param>
/// <param name="Parked">Later events of the same key that wait behind it.</param>
public sealed record DeadLetter(
    string Plugin,
    string Handler,
    string EventType,
    string EventId,
    long Position,
    string Tenant,
    string Key,
    int Attempts,
    DateTimeOffset FailedAt,
    string ErrorType,
    string? ErrorCode,
    int Parked);
