using Microsoft.Extensions.Logging;

namespace PluginPlatform.Audit;

internal static partial class AuditLog
{
    [LoggerMessage(3001, LogLevel.Error, "{Rows} audit rows could not be written: {ErrorType}")]
    public static partial void AppendFailed(ILogger logger, int rows, string errorType);

    [LoggerMessage(3002, LogLevel.Error, "The audit trail's next partitions could not be made: {Cause}. Rows go to the default partition")]
    public static partial void PartitionsFailed(ILogger logger, string cause);

    [LoggerMessage(3003, LogLevel.Critical, "AUD-1002: the audit chain {Chain} does not hold what was anchored up to position {Position}: rows were cut off or changed. A new chain begins; run 'platform audit verify'")]
    public static partial void ChainBroken(ILogger logger, Guid chain, long position);

    [LoggerMessage(3004, LogLevel.Warning, "The audit chain {Chain} lacked its newest batch, positions {First} to {Last}; it was written again from the anchor")]
    public static partial void BatchRestored(ILogger logger, Guid chain, long first, long last);

    [LoggerMessage(3005, LogLevel.Warning, "Audit rows of writes could not be looked after: {ErrorType}. They are tried again")]
    public static partial void SweepFailed(ILogger logger, string errorType);
}
