using Microsoft.Extensions.Logging;

namespace Fhir;

/// <summary>The plugin's log messages: ids and counts, never content.</summary>
internal static partial class FhirLog
{
    [LoggerMessage(4001, LogLevel.Information, "A write begins again after {SqlState} (attempt {Attempt}).")]
    public static partial void BeginsAgain(ILogger logger, string sqlState, int attempt);

    [LoggerMessage(4002, LogLevel.Information, "Seeded {Patients} synthetic patients with {Resources} resources.")]
    public static partial void Seeded(ILogger logger, int patients, int resources);
}
