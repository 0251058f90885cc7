using System.Diagnostics;
using PluginPlatform.Identity.Seeding;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Plugins.Publishing;

namespace PluginPlatform.Host.Demo;

/// <summary>Fills tenant <c>demo</c>: accounts before the host listens, the plugins' data behind it, so that readiness does not wait.</summary>
internal sealed class SeedDemoTenant(SeedDemo plugins, ILogger<SeedDemoTenant> log) : BackgroundService
{
    public static async Task AccountsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<TenantDirectory>().AddAsync(DemoSeed.Tenant, "Demo clinic · synthetic data", cancellationToken);
        await services.GetRequiredService<DemoSeed>().SeedAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = Stopwatch.GetTimestamp();
        await plugins.RunAsync(DemoSeed.Tenant, stoppingToken);
        HostLog.DemoSeeded(log, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
