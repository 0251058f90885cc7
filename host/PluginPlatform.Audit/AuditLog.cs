using Microsoft.Extensions.Logging;

namespace PluginPlatform.Audit;

internal static partial class AuditLog
{
    [LoggerMessage(3001, LogLevel.Error, "{Rows} audit rows could not be written: {ErrorType}")]
    public static partial void AppendFailed(ILogger logger, int rows, string errorType);

    [LoggerMessage(3002, LogLevel.Error, "The audit trail's next partitions could not be made: {Cause}. Rows go to the default partition")]
    public static partial void PartitionsFailed(ILogger logger, string cause);
}
