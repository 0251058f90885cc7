using Microsoft.Extensions.Logging;

namespace Journey;

/// <summary>What the journey logs: counts, never content.</summary>
internal static partial class JourneyLog
{
    [LoggerMessage(7001, LogLevel.Debug, "Followed {Events} events: {Changed} of {Resources} resources changed journeys of {Subjects} patients")]
    public static partial void Followed(ILogger logger, int events, int resources, int changed, int subjects);
}
