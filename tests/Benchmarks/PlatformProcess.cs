using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Benchmarks;

/// <summary>The platform as users run it: its own process, listening on a free port.</summary>
internal sealed class PlatformProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PlatformProcess(Process process, Uri address, TimeSpan readyIn)
    {
        _process = process;
        Address = address;
        ReadyIn = readyIn;
    }

    public Uri Address { get; }

    /// <summary>From starting the process to /health/ready with every plugin active.</summary>
    public TimeSpan ReadyIn { get; }

    public double ResidentMegabytes => File.ReadLines($"/proc/{_process.Id}/status")
        .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024)
        .Single();

    /// <summary>Spent so far, in user and kernel mode.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<PlatformProcess> StartAsync(string data, string database, CancellationToken cancellationToken)
    {
        var root = Root();
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(root, "host/PluginPlatform.Host/bin/Release/net10.0/platform.dll"), "serve", "--demo"])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PLATFORM_URL"] = address.ToString(), ["PLATFORM_DATA"] = data, ["PLATFORM_DATABASE"] = database, ["DOTNET_ENVIRONMENT"] = "Demo",
            },
        };
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        var said = new System.Collections.Concurrent.ConcurrentQueue<string?>();
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data);
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = address };
        while (!await ReadyAsync(http, cancellationToken))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException("The platform ended: " + string.Join(Environment.NewLine, said));
            }

            await Task.Delay(10, cancellationToken);
        }

        return new(process, address, Stopwatch.GetElapsedTime(started));
    }

    public async ValueTask DisposeAsync()
    {
        using var term = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> ReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready", cancellationToken);
            var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken)).RootElement;
            return answer.IsSuccessStatusCode
                && json.GetProperty("plugins").EnumerateObject().All(p => p.Value.GetProperty("state").GetString() == "active");
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PluginPlatform.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Run inside the repository.");
        }

        return folder.FullName;
    }
}
