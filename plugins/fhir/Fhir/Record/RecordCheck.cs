using Fhir.Storing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Fhir.Record;

/// <summary>Healthy when the definitions are loaded and no two search parameters share a number; the database is the host's to check.</summary>
internal sealed class RecordCheck(R4 r4, ParameterKeys keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(keys.TypeOf(ParameterKeys.LinkOf("Patient")) is "Patient"
            ? HealthCheckResult.Healthy($"{r4.Definitions.ResourceTypes.Count} resource types of FHIR R4")
            : HealthCheckResult.Unhealthy("The definitions hold no Patient."));
}
