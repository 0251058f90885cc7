using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EndToEnd.Tests.Documentation;

/// <summary>
/// The platform as the README starts it: <c>./run.sh</c> with data, plugins.json and port of its own. The README's other
/// command, <c>./test.sh</c>, is what runs this.
/// </summary>
public sealed class RunScript : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentQueue<string> _said = new();
    private Process _process = null!;

    /// <summary>Holds plugins.json and the platform's data; commands run here.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("platform-docs-").FullName;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>What it printed.</summary>
    public string Said => string.Join('\n', _said);

    public async ValueTask InitializeAsync()
    {
        File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        File.Copy(Path.Combine(Reader.Repository, "plugins.json"), Path.Combine(Folder, "plugins.json"));
        _process = Start(Path.Combine(Reader.Repository, "run.sh"), []);
        using var patience = new CancellationTokenSource(Patience);
        while (!_said.Any(line => line.Contains("Stop with Ctrl-C", StringComparison.Ordinal)))
        {
            Assert.False(_process.HasExited, $"run.sh ended:\n{Said}");
            await Task.Delay(100, patience.Token);
        }
    }

    /// <summary>Runs commands as a reader would type them, from <see cref="Folder"/>, with <c>platform</c> on the path.</summary>
    public async Task<(int Code, string Output)> TypeAsync(string commands)
    {
        var script = Path.Combine(Folder, "typed.sh");
        await File.WriteAllTextAsync(script, commands.Replace("http://127.0.0.1:8080", Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
        using var process = Process.Start(Information("/bin/bash", ["-euo", "pipefail", script]))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            using var term = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();

        Directory.Delete(Folder, recursive: true);
    }

    private Process Start(string program, string[] arguments)
    {
        var process = Process.Start(Information(program, arguments))!;
        process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private ProcessStartInfo Information(string program, string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["PATH"] = $"{Path.Combine(Reader.Repository, "host/PluginPlatform.Host/bin/Release/net10.0")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../..")),
            ["DOTNET_ENVIRONMENT"] = "Demo",
            ["PLATFORM_URL"] = Address.GetLeftPart(UriPartial.Authority),
            ["PLATFORM_DATA"] = Path.Combine(Folder, "data"),
            ["PLATFORM_PLUGINS"] = Path.Combine(Folder, "plugins.json"),
            ["PLATFORM_PLUGIN_FOLDER"] = Path.Combine(Reader.Repository, "artifacts/plugins"),
            ["PLATFORM_DATABASE"] = "",
        },
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
