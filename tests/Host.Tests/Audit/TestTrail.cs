using Microsoft.Extensions.Logging.Abstractions;
using PluginPlatform.Audit;
using PluginPlatform.Audit.Anchoring;
using PluginPlatform.Storage;

namespace Host.Tests.Audit;

/// <summary>A trail as the host makes it.</summary>
internal static class TestTrail
{
    public static AuditTrail Over(PlatformStorage storage) => Over(storage, new MemoryAnchor());

    public static AuditTrail Over(PlatformStorage storage, IAuditAnchor anchor) =>
        new(storage.Kernel, storage.MasterKey, anchor, TimeProvider.System, NullLoggerFactory.Instance);
}
