using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PluginPlatform.Plugins.Publishing;

/// <summary>Applies plugins.json at start and whenever its content changes.</summary>
internal sealed class FollowPluginsFile(PluginHost host, PluginHostOptions options, TimeProvider time, ILogger<PluginHost> log) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await host.ApplyAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await host.RetireAllAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = Stamp();
        using var tick = new PeriodicTimer(options.Watch, time);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            var now = Stamp();
            if (now == seen)
            {
                continue;
            }

            seen = now;
            await ApplyAsync(stoppingToken);
        }
    }

    private async Task ApplyAsync(CancellationToken stoppingToken)
    {
        try
        {
            await host.ApplyAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The running set stays; the next change of the file tries again.
            PluginsLog.ApplyFailed(log, e.GetType().FullName!, new(e));
        }
    }

    /// <summary>Modification time and length: polling works on every file system, and a second's delay is nothing to an administrator.</summary>
    private (DateTime, long) Stamp()
    {
        var file = new FileInfo(options.File);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}
