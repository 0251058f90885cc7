using Microsoft.Extensions.Diagnostics.HealthChecks;
using PluginPlatform.Sdk.Storage;

namespace Journey;

/// <summary>Whether the journey's tables can be reached.</summary>
internal sealed class JourneyHealth(ITenantDatabase database) : IHealthCheck
{
    private const string TablesAreThere = "SELECT to_regclass('node') IS NOT NULL AND to_regclass('edge') IS NOT NULL";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var there = await database.ReadAsync(
            TablesAreThere, [], async (rows, token) => await rows.ReadAsync(token) && rows.GetBoolean(0), cancellationToken);
        return there ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The journey's tables are missing.");
    }
}
