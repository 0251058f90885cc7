using Microsoft.Extensions.Logging;

namespace PluginPlatform.Shell;

/// <summary>What the shell logs: slots, plugins and codes, never what was shown.</summary>
internal static partial class ShellLog
{
    [LoggerMessage(7001, LogLevel.Warning, "Slot {Slot}: fill {Fill} of plugin {Plugin} shows its fallback ({Code})")]
    public static partial void SlotFellBack(ILogger logger, string slot, string fill, string plugin, string code, Exception cause);

    [LoggerMessage(7002, LogLevel.Error, "The page {Page} shows its error state")]
    public static partial void PageFailed(ILogger logger, string page, Exception cause);

    [LoggerMessage(7003, LogLevel.Warning, "The patient directory failed")]
    public static partial void DirectoryFailed(ILogger logger, Exception cause);

    [LoggerMessage(7004, LogLevel.Warning, "Switching plugin {Plugin} failed")]
    public static partial void SwitchFailed(ILogger logger, string plugin, Exception cause);

    [LoggerMessage(7005, LogLevel.Debug, "A browser call came after its page was gone")]
    public static partial void BrowserGone(ILogger logger, Exception cause);
}
