namespace PluginPlatform.Identity.Events;

/// <summary>Takes security events into the audit trail. The composition root adapts it to the trail.</summary>
public interface ISecurityEvents
{
    /// <summary>Records one event. Returns when it is durable: a sign-in or token answer leaves after it.</summary>
    /// <param name="securityEvent">Identifiers only.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    Task RecordAsync(SecurityEvent securityEvent, CancellationToken cancellationToken);
}
