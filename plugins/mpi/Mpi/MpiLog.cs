using Microsoft.Extensions.Logging;

namespace Mpi;

/// <summary>Counts and ids of the index; never what a patient is called.</summary>
internal static partial class MpiLog
{
    [LoggerMessage(2001, LogLevel.Information,
        "Indexed {Scored} of {Patients} patients ({Removed} removed): {Pairs} pairs compared, {Links} kept, {Moved} changed golden record, {Milliseconds} ms")]
    public static partial void Indexed(ILogger logger, int scored, int patients, int removed, int pairs, int links, int moved, double milliseconds);
}
