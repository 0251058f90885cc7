namespace PluginPlatform.Host.Commands;

/// <summary>Logs go to stderr, so that stdout holds only what a command prints.</summary>
internal static class HostLogging
{
    public static void ToConsole(ILoggingBuilder logging) => logging
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        })
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Npgsql", LogLevel.Warning)
        .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

    public static void WarningsOnly(ILoggingBuilder logging)
    {
        ToConsole(logging);
        logging.SetMinimumLevel(LogLevel.Warning);
    }
}
