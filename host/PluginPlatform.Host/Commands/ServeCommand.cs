using System.CommandLine;
using PluginPlatform.Host.Composition;
using PluginPlatform.Identity.SetUp;
using PluginPlatform.Storage;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform serve</c>: runs in the foreground until Ctrl-C or SIGTERM.</summary>
internal static class ServeCommand
{
    private static readonly Option<bool> Demo = new("--demo") { Description = "Seed tenant demo with synthetic data and known passwords (loopback, not in Production)." };
    private static readonly Option<string?> Url = new("--url") { Description = "Where to listen; overrides PLATFORM_URL." };
    private static readonly Option<string?> Data = new("--data") { Description = "The data folder; overrides PLATFORM_DATA." };
    private static readonly Option<string?> Plugins = new("--plugins") { Description = "The plugins.json to follow; overrides PLATFORM_PLUGINS." };

    public static Command Create()
    {
        var command = new Command("serve", "Start the platform.") { Demo, Url, Data, Plugins };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = PlatformOptions.FromEnvironment(PlatformCommand.BaseFolder()) with { Demo = parsed.GetValue(Demo) };
        options = options with
        {
            Url = parsed.GetValue(Url) is { } url ? new(url) : options.Url,
            DataFolder = parsed.GetValue(Data) is { } data ? Path.GetFullPath(data) : options.DataFolder,
            PluginsFile = parsed.GetValue(Plugins) is { } plugins ? Path.GetFullPath(plugins) : options.PluginsFile,
        };
        try
        {
            await using var host = await PlatformHost.StartAsync(options, HostLogging.ToConsole, cancellationToken);
            await WelcomeAsync(host, cancellationToken);
            await host.WaitAsync(cancellationToken);
            return 0;
        }
        catch (Exception e) when (e is PluginStorageException or InvalidOperationException or IOException)
        {
            await Console.Error.WriteLineAsync($"✗ {e.Message}");
            return 1;
        }
    }

    private static async Task WelcomeAsync(PlatformHost host, CancellationToken cancellationToken)
    {
        Console.WriteLine();
        Console.WriteLine($"  Open {host.Address}");
        if (host.Options.Demo)
        {
            Console.WriteLine("  Sign in as clinician@demo, nurse@demo or admin@demo with Demo-2026!");
            Console.WriteLine("  API client demo-client / demo-secret, scope system/*.cruds, token at /connect/token");
        }
        else if (await host.Services.GetRequiredService<SetupLinks>().CreateIfNeededAsync(cancellationToken) is { } link)
        {
            Console.WriteLine($"  Nobody administers this platform yet. Within the hour open {link}");
            Console.WriteLine("  or: platform tenant add <tenant>, then platform user add <name> --tenant <tenant> --role super_admin");
        }

        Console.WriteLine("  Stop with Ctrl-C.");
    }
}
