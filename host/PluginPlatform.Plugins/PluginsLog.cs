using Microsoft.Extensions.Logging;

namespace PluginPlatform.Plugins;

internal static partial class PluginsLog
{
    [LoggerMessage(2001, LogLevel.Warning, "{Plugin} {Version} {Operation} did not answer within {Limit}")]
    public static partial void TimedOut(ILogger log, string plugin, string version, string operation, TimeSpan limit);

    [LoggerMessage(2002, LogLevel.Error, "{Plugin} {Version} {Operation} failed with {ErrorType}: {Trace}")]
    public static partial void Failed(ILogger log, string plugin, string version, string operation, string errorType, SafeTrace trace);

    [LoggerMessage(2003, LogLevel.Information, "{Plugin} {Version} is active (generation {Generation}, {Milliseconds} ms)")]
    public static partial void Activated(ILogger log, string plugin, string version, int generation, long milliseconds);

    [LoggerMessage(2004, LogLevel.Warning, "{Plugin} is not active: {Code}. {Reason} {Mend}")]
    public static partial void NotActive(ILogger log, string plugin, string code, string reason, string mend);

    [LoggerMessage(2005, LogLevel.Error, "{File} is not used: line {Line}: {Reason} {Mend}")]
    public static partial void FileRefused(ILogger log, string file, long line, string reason, string mend);

    [LoggerMessage(2006, LogLevel.Information, "{Plugin} {Version} is retired (generation {Generation})")]
    public static partial void Retired(ILogger log, string plugin, string version, int generation);

    [LoggerMessage(2007, LogLevel.Warning, "{Plugin} {Version} generation {Generation} still had {Calls} calls after draining")]
    public static partial void DrainedLate(ILogger log, string plugin, string version, int generation, int calls);

    [LoggerMessage(2008, LogLevel.Error, "Applying plugins.json failed with {ErrorType}: {Trace}")]
    public static partial void ApplyFailed(ILogger log, string errorType, SafeTrace trace);
}
