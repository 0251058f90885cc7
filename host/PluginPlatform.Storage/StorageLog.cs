using Microsoft.Extensions.Logging;

namespace PluginPlatform.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(1001, LogLevel.Information, "Making a private PostgreSQL {Version} cluster in {Folder}")]
    public static partial void ClusterInitialised(ILogger logger, int version, string folder);

    [LoggerMessage(1002, LogLevel.Information, "PostgreSQL is ready in {Milliseconds} ms, cluster {Folder}")]
    public static partial void ClusterReady(ILogger logger, long milliseconds, string folder);

    [LoggerMessage(1003, LogLevel.Warning, "PostgreSQL process {Pid} of an earlier host still ran on {Folder}; stopping it")]
    public static partial void OrphanStopping(ILogger logger, int pid, string folder);

    [LoggerMessage(1004, LogLevel.Information, "User postgres cannot reach {DataFolder}: the cluster is in {Folder}")]
    public static partial void ClusterElsewhere(ILogger logger, string dataFolder, string folder);

    [LoggerMessage(1005, LogLevel.Critical, "PostgreSQL ended unexpectedly with code {Code}; its log is {LogFile}")]
    public static partial void ClusterLost(ILogger logger, int code, string logFile);

    [LoggerMessage(1006, LogLevel.Warning, "PostgreSQL did not stop in time and is ended at once; it recovers at the next start")]
    public static partial void ClusterForced(ILogger logger);

    [LoggerMessage(1101, LogLevel.Information, "Applied migration {Area} {Version:0000}_{Name}")]
    public static partial void MigrationApplied(ILogger logger, string area, int version, string name);

    [LoggerMessage(1102, LogLevel.Information, "Table {Plugin}.{Table} is under row-level security")]
    public static partial void TableSecured(ILogger logger, string plugin, string table);

    [LoggerMessage(1201, LogLevel.Information, "Tenant {Tenant}: {Column} is under data key {DataKey}; {Rewritten} values rewritten, {Unreadable} open under no key")]
    public static partial void ColumnReencrypted(ILogger logger, string tenant, string column, int dataKey, long rewritten, long unreadable);

    [LoggerMessage(1202, LogLevel.Error, "Re-encryption of tenant {Tenant} stopped; it resumes at the next rotation or start")]
    public static partial void ReencryptionStopped(ILogger logger, Exception cause, string tenant);

    [LoggerMessage(1203, LogLevel.Information, "{Count} data keys were wrapped anew by {KeyId}")]
    public static partial void DataKeysRewrapped(ILogger logger, int count, string keyId);
}
