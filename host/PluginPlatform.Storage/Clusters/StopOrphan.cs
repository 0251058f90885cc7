using System.Globalization;
using Microsoft.Extensions.Logging;

namespace PluginPlatform.Storage.Clusters;

/// <summary>Ends a postmaster that outlived its host. Called with the cluster's lock held, so no live host owns it.</summary>
internal static class StopOrphan
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(
        ClusterPlace place, ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    {
        if (FindPid(place) is not { } pid)
        {
            return;
        }

        StorageLog.OrphanStopping(logger, pid, place.Data);
        Signals.Send(pid, Signals.Interrupt);
        var started = time.GetTimestamp();
        while (Postmaster.Serves(pid, place.Data))
        {
            if (time.GetElapsedTime(started) > Patience)
            {
                throw new PluginStorageException(
                    "STO-1009",
                    $"PostgreSQL process {pid} of an earlier host does not stop.",
                    $"End it (kill -QUIT {pid}) and start again.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static int? FindPid(ClusterPlace place)
    {
        try
        {
            var line = File.ReadLines(place.PidFile).FirstOrDefault();
            return int.TryParse(line, CultureInfo.InvariantCulture, out var pid) && Postmaster.Serves(pid, place.Data)
                ? pid
                : null;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
