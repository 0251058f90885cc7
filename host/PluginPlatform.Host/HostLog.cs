namespace PluginPlatform.Host;

internal static partial class HostLog
{
    [LoggerMessage(1001, LogLevel.Information, "Ready on {Address} after {Milliseconds} ms")]
    public static partial void Ready(ILogger log, Uri address, long milliseconds);

    [LoggerMessage(1002, LogLevel.Error, "Request {RequestId} failed with {ErrorType}: {Trace}")]
    public static partial void RequestFailed(ILogger log, string requestId, string errorType, string trace);

    [LoggerMessage(1004, LogLevel.Information, "The server's certificate is valid until {Until:u}")]
    public static partial void CertificateRead(ILogger log, DateTime until);

    [LoggerMessage(1005, LogLevel.Error, "The server's certificate was changed and cannot be used ({ErrorType}); the one before stays in use")]
    public static partial void CertificateUnusable(ILogger log, string errorType);

    [LoggerMessage(1003, LogLevel.Information, "Demo data is in place after {Milliseconds} ms")]
    public static partial void DemoSeeded(ILogger log, long milliseconds);

    [LoggerMessage(1004, LogLevel.Error, "Months of the audit trail stay though their time is over; 'platform privacy retention status' tells why")]
    public static partial void MonthsStay(ILogger log);

    [LoggerMessage(1005, LogLevel.Error, "The retention job broke off with {ErrorType}; it goes on tomorrow")]
    public static partial void RetentionFailed(ILogger log, string errorType);
}
