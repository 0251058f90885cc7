using Microsoft.Extensions.Logging;

namespace PluginPlatform.Events;

internal static partial class EventsLog
{
    [LoggerMessage(2001, LogLevel.Warning, "Event dispatch lost the database ({ErrorType}); connecting again in {Milliseconds} ms")]
    public static partial void SessionLost(ILogger logger, string errorType, double milliseconds);

    [LoggerMessage(2002, LogLevel.Warning, "{Plugin}/{Handler} failed event {EventId}, try {Attempt}: {ErrorType} {ErrorCode}")]
    public static partial void EventFailed(
        ILogger logger, string plugin, string handler, string eventId, int attempt, string errorType, string? errorCode);

    [LoggerMessage(2003, LogLevel.Error, "{Plugin}/{Handler}: event {EventId} is a dead letter after {Attempts} tries")]
    public static partial void EventDead(ILogger logger, string plugin, string handler, string eventId, int attempts);

    [LoggerMessage(2004, LogLevel.Information, "{Plugin}/{Handler} is back-filled with {Events} events and follows {EventType}")]
    public static partial void Backfilled(ILogger logger, string plugin, string handler, long events, string eventType);

    [LoggerMessage(2005, LogLevel.Warning, "{Plugin}/{Handler} pauses for {Milliseconds} ms: {ErrorType}")]
    public static partial void SubscriptionPaused(
        ILogger logger, string plugin, string handler, double milliseconds, string errorType);

    [LoggerMessage(2006, LogLevel.Debug, "The dispatch connection was already broken when it was closed")]
    public static partial void LeaseBroken(ILogger logger);
}
