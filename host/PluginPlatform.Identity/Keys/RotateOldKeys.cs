using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PluginPlatform.Identity.Keys;

/// <summary>Looks once an hour whether a signing key is due. Of hosts that look together, one rotates.</summary>
internal sealed class RotateOldKeys(KeyDirectory keys, TimeProvider time, ILogger<RotateOldKeys> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await keys.RotateOldAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The old key goes on signing; the next look is in an hour.
            logger.KeysNotRotated(fault is NpgsqlException ? "database" : fault.GetType().Name);
        }
    }
}
