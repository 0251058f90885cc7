using Microsoft.Extensions.Logging;

namespace PluginPlatform.Shell;

/// <summary>What the shell logs: slots, plugins and codes, never what was shown.</summary>
internal static partial class ShellLog
{
    [LoggerMessage(7001, LogLevel.Warning, "Slot {Slot}: fill {Fill} of plugin {Plugin} shows its fallback ({Code}, {Cause})")]
    public static partial void SlotFellBack(ILogger logger, string slot, string fill, string plugin, string code, string cause);

    [LoggerMessage(7002, LogLevel.Warning, "The patient directory failed ({Cause})")]
    public static partial void DirectoryFailed(ILogger logger, string cause);

    [LoggerMessage(7003, LogLevel.Warning, "Switching plugin {Plugin} failed ({Cause})")]
    public static partial void SwitchFailed(ILogger logger, string plugin, string cause);

    [LoggerMessage(7010, LogLevel.Warning, "The user board failed ({Cause})")]
    public static partial void UsersFailed(ILogger logger, string cause);

    [LoggerMessage(7004, LogLevel.Warning, "The audit trail could not be read ({Cause})")]
    public static partial void AuditFailed(ILogger logger, string cause);

    [LoggerMessage(7011, LogLevel.Warning, "Emergency access failed ({Cause})")]
    public static partial void BreakGlassFailed(ILogger logger, string cause);

    [LoggerMessage(7012, LogLevel.Warning, "A consent could not be written ({Cause})")]
    public static partial void ConsentFailed(ILogger logger, string cause);

    [LoggerMessage(7014, LogLevel.Warning, "The client board failed ({Cause})")]
    public static partial void ClientsFailed(ILogger logger, string cause);

    [LoggerMessage(7015, LogLevel.Warning, "The tenant board failed ({Cause})")]
    public static partial void TenantsFailed(ILogger logger, string cause);

    [LoggerMessage(7020, LogLevel.Warning, "An app could not be started or listed ({Cause})")]
    public static partial void AppsFailed(ILogger logger, string cause);

    [LoggerMessage(7016, LogLevel.Warning, "The compliance report could not be made ({Cause})")]
    public static partial void ComplianceFailed(ILogger logger, string cause);

    /// <summary>Type and place of a failure. Its message stays out: a plugin may have written a patient into it.</summary>
    public static string CauseOf(Exception failure)
    {
        var root = failure.GetBaseException();
        return $"{root.GetType().Name} {root.StackTrace?.Split('\n', 2)[0].Trim()}".TrimEnd();
    }
}
