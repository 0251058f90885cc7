using System.Collections.Frozen;
using Npgsql;
using PluginPlatform.Audit;
using PluginPlatform.Host.Composition;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Host.Retention;

/// <summary>Carries the retention policies out once a day, an hour after the start at the earliest. Of hosts that share a database one does.</summary>
internal sealed class RetainDaily(RunRetention retention, PlatformOptions options, TimeProvider time, ILogger<RetainDaily> logger) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A host that lives for one command has no night.
        if (!options.Listen)
        {
            return;
        }

        try
        {
            await Task.Delay(First, time, stoppingToken);
            using var timer = new PeriodicTimer(Pause, time);
            do
            {
                await RunAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var call = new CallContext
        {
            Tenant = "", Actor = Actor.Plugin("kernel"), Permissions = FrozenSet<string>.Empty, Data = DataGrants.None,
            RequestId = Guid.CreateVersion7(time.GetUtcNow()).ToString("n"),
        };
        try
        {
            if (await retention.RunAsync(call, dry: false, cancellationToken) is { Refused: not null })
            {
                HostLog.MonthsStay(logger);
            }
        }
        catch (Exception failure) when (failure is NpgsqlException or AuditUnavailableException)
        {
            // What is left goes tomorrow.
            HostLog.RetentionFailed(logger, failure.GetType().Name);
        }
    }
}
