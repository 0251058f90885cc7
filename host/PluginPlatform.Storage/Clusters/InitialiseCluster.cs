using Microsoft.Extensions.Logging;

namespace PluginPlatform.Storage.Clusters;

/// <summary>Runs initdb aside and moves the result into place, so that an interrupted run leaves no half cluster.</summary>
internal static class InitialiseCluster
{
    // initdb takes the password from a file only; the file is made, read and removed by the user who runs it.
    private const string Script = """
        umask 077; file=$(mktemp) || exit 9; cat > "$file"
        "$0" --pwfile="$file" "$@"; code=$?
        rm -f "$file"; exit $code
        """;

    public static async Task RunAsync(
        ClusterPlace place,
        PostgresBinaries binaries,
        string password,
        bool durable,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        StorageLog.ClusterInitialised(logger, binaries.Version, place.Base);
        if (Directory.Exists(place.DataInMaking))
        {
            Directory.Delete(place.DataInMaking, recursive: true);
        }

        string[] arguments =
        [
            "-c", Script, binaries.Initdb,
            "-D", place.DataInMaking,
            "--username=postgres",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--lc-collate=C",
            "--lc-ctype=C.UTF-8",
            "--lc-messages=C",
            "--data-checksums",
            .. durable ? Array.Empty<string>() : ["--no-sync"],
        ];
        var run = await ProgramRun.RunAsync("/bin/sh", arguments, place.User, password + "\n", cancellationToken)
            .ConfigureAwait(false);
        if (run.Code != 0)
        {
            throw new PluginStorageException(
                "STO-1010", $"initdb failed in {place.Base}: {run.Error.Trim()}", "Mend the cause and start again.");
        }

        Directory.Move(place.DataInMaking, place.Data);
    }
}
