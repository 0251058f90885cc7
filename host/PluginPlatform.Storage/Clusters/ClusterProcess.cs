using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace PluginPlatform.Storage.Clusters;

/// <summary>The running server, tied to this process by a pipe.</summary>
internal sealed class ClusterProcess : IAsyncDisposable
{
    // A postmaster outlives a parent that is killed with -9. The shell between them reads a pipe that only the host holds
    // open: when the host ends, however it ends, the read ends and the server is told to shut down: fast, or at once where nothing
    // is to be kept. The shell stands in a session of its own, so that Ctrl-C in the host's terminal does not stop the
    // server under the draining host.
    private const string Script = """
        exec 3<&0; log=$1 stop=$2; shift 2
        [ -f "$log" ] && mv -f "$log" "$log.1"
        "$0" "$@" 3<&- </dev/null >>"$log" 2>&1 &
        server=$!
        { while read -r line <&3; do :; done; kill -"$stop" "$server"; } 2>/dev/null &
        watch=$!
        exec 3<&- 1>&- 2>&-
        wait "$server"; code=$?
        kill "$watch" 2>/dev/null
        exit $code
        """;

    // Backends of a server that was killed take a moment to notice; until then the new one refuses to start.
    private const string LingeringBackends = "pre-existing shared memory block";
    private const int StartTries = 20;

    private const string NewSession = "/usr/bin/setsid";
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ClusterPlace _place;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private volatile bool _stopping;

    private ClusterProcess(Process process, ClusterPlace place, ILogger logger, TimeProvider time)
    {
        _process = process;
        _place = place;
        _logger = logger;
        _time = time;
    }

    /// <summary>Starts the server and waits until it takes connections.</summary>
    /// <exception cref="PluginStorageException">STO-1011, with the end of the server's log.</exception>
    public static async Task<ClusterProcess> StartAsync(
        ClusterPlace place,
        PostgresBinaries binaries,
        bool durable,
        ILogger logger,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StartOnceAsync(place, binaries, durable, logger, time, cancellationToken).ConfigureAwait(false);
            }
            catch (PluginStorageException failed) when (
                attempt < StartTries && failed.Message.Contains(LingeringBackends, StringComparison.Ordinal))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<ClusterProcess> StartOnceAsync(
        ClusterPlace place,
        PostgresBinaries binaries,
        bool durable,
        ILogger logger,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        string[] shell = ["/bin/sh", "-c", Script, binaries.Server, place.Log, durable ? "INT" : "QUIT", .. ClusterSettings.Arguments(place, durable)];
        var command = File.Exists(NewSession) ? [NewSession, .. shell] : shell;
        var start = ProgramRun.StartInfo(command[0], command[1..], place.User);
        var process = Process.Start(start) ?? throw new InvalidOperationException("The shell did not start.");
        var cluster = new ClusterProcess(process, place, logger, time);
        try
        {
            await cluster.WaitUntilReadyAsync(cancellationToken).ConfigureAwait(false);
            process.Exited += cluster.OnExited;
            process.EnableRaisingEvents = true;
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping)
        {
            return;
        }

        _stopping = true;
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopPatience, _time);
        try
        {
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            StorageLog.ClusterForced(_logger);
            if (Pid(PidLines()) is { } pid)
            {
                Signals.Send(pid, Signals.Quit);
            }

            await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        while (!IsReady())
        {
            if (_process.HasExited)
            {
                throw new PluginStorageException(
                    "STO-1011", $"PostgreSQL did not start: {LogTail()}", $"The whole log is {_place.Log}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    // The server writes "ready" into line 8 of its pid file (PostgreSQL's own sign to pg_ctl). The file of a server that
    // was killed says so too, hence the look at the process.
    private bool IsReady()
    {
        var lines = PidLines();
        return lines.Length > 7 && lines[7].Trim() == "ready" && Pid(lines) is { } pid && Postmaster.Serves(pid, _place.Data);
    }

    private static int? Pid(string[] lines) =>
        lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid) ? pid : null;

    private string[] PidLines()
    {
        try
        {
            return File.ReadAllLines(_place.PidFile);
        }
        catch (IOException)
        {
            return [];
        }
    }

    private string LogTail()
    {
        try
        {
            return string.Join(" ", File.ReadLines(_place.Log).TakeLast(5));
        }
        catch (IOException)
        {
            return "it left no log.";
        }
    }

    private void OnExited(object? sender, EventArgs e)
    {
        if (!_stopping)
        {
            StorageLog.ClusterLost(_logger, _process.ExitCode, _place.Log);
        }
    }
}
