using System.Collections.Concurrent;
using PluginPlatform.Identity.Events;

namespace Host.Tests.Identity;

internal sealed class RecordedEvents : ISecurityEvents
{
    private readonly ConcurrentQueue<SecurityEvent> _all = new();

    public IReadOnlyCollection<SecurityEvent> All => _all;

    public Task RecordAsync(SecurityEvent securityEvent, CancellationToken cancellationToken)
    {
        _all.Enqueue(securityEvent);
        return Task.CompletedTask;
    }
}
