using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Signals;

/// <summary>Listens to the database on a connection of its own, asks it twice a second whether it is still there, and begins anew when it is not.</summary>
internal sealed class ListenForSignals(
    PlatformStorage storage, SecuritySignals signals, TimeProvider time, ILogger<ListenForSignals> logger) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException or InvalidOperationException or IOException)
            {
                logger.SignalsLost(fault.GetType().Name);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            finally
            {
                signals.Lose();
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await storage.Kernel.OpenConnectionAsync(cancellationToken);
        void Pass(object sender, NpgsqlNotificationEventArgs told) => signals.Tell(told.Payload);
        connection.Notification += Pass;
        try
        {
            await SayAsync(connection, "LISTEN platform_security", cancellationToken);
            signals.Tell(SecuritySignals.Everything);
            while (true)
            {
                var asked = time.GetTimestamp();
                await SayAsync(connection, "SELECT 1", cancellationToken);
                signals.Hear(asked);
                await connection.WaitAsync(Beat, cancellationToken);
            }
        }
        finally
        {
            connection.Notification -= Pass;
            await LeaveAsync(connection);
        }
    }

    // The connection goes back to the pool; a broken one is thrown away there.
    private static async Task LeaveAsync(NpgsqlConnection connection)
    {
        try
        {
            await SayAsync(connection, "UNLISTEN *", CancellationToken.None);
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException or IOException)
        {
            // It is broken already; that is why we leave.
        }
    }

    private static async Task SayAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 2 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
