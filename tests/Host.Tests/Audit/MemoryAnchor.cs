using System.Collections.Concurrent;
using PluginPlatform.Audit.Anchoring;

namespace Host.Tests.Audit;

/// <summary>An anchor that lives as long as the test, and fails when told to.</summary>
internal sealed class MemoryAnchor : IAuditAnchor
{
    private readonly ConcurrentDictionary<string, AnchorRecord> _records = new(StringComparer.Ordinal);

    public Guid Id { get; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public bool Fails { get; set; }

    public Task<IReadOnlyList<AnchorRecord>> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AnchorRecord>>([.. _records.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Value)]);

    public Task KeepAsync(AnchorRecord record)
    {
        if (Fails)
        {
            return Task.FromException(new IOException("The disk is full."));
        }

        // The writer uses its buffer again.
        _records[$"{record.Chain:n}"] = record with { Content = record.Content.ToArray() };
        return Task.CompletedTask;
    }
}
