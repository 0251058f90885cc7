namespace PluginPlatform.Events;

/// <summary>
/// Thrown by a subscription's delegate when its plugin cannot take any event just now (circuit open, being swapped). The
/// subscription pauses and offers the same events again; none of them counts a failed try.
/// </summary>
public sealed class SubscriberUnavailableException : Exception
{
    /// <summary>With the reason, which names no patient.</summary>
    /// <param name="message">For the log.</param>
    public SubscriberUnavailableException(string message)
        : base(message)
    {
    }
}
