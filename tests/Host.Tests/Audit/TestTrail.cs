using Microsoft.Extensions.Logging.Abstractions;
using PluginPlatform.Audit;
using PluginPlatform.Storage;

namespace Host.Tests.Audit;

/// <summary>A trail as the host makes it.</summary>
internal static class TestTrail
{
    public static AuditTrail Over(PlatformStorage storage) => new(storage.Kernel, NullLoggerFactory.Instance);
}
