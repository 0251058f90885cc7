using Journey.Following;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Journey;

/// <summary>Whether journeys follow the record: not healthy while the last batch of changes could not be brought in.</summary>
internal sealed class JourneyHealth(FollowingState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(state.Failing
            ? HealthCheckResult.Degraded("The last changes of the record could not be brought in; journeys may be behind.")
            : HealthCheckResult.Healthy());
}
