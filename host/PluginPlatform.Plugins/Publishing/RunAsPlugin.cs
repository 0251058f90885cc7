using PluginPlatform.Audit;
using PluginPlatform.Plugins.Calls;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Plugins.Publishing;

/// <summary>Runs a plugin's own work (handlers, back-fills, seeds): own scope, given grants, one tenant, one audit row.</summary>
internal sealed class RunAsPlugin(AuditTrail audit, TimeProvider time)
{
    public async Task<T> RunAsync<T>(
        Generation generation, string tenant, DataGrants grants, TimeSpan limit, string operation,
        Func<IServiceProvider, CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        var call = new CallContext
        {
            Tenant = tenant,
            Actor = Actor.Plugin(generation.Id),
            Permissions = [],
            Data = grants,
            RequestId = Guid.CreateVersion7(time.GetUtcNow()).ToString("n"),
        };
        var access = new AccessScope(call, generation.Id, generation.Version, operation, DeclaredData.Nothing, null, audit, time);
        CurrentCall.Enter(access);
        var scope = generation.OpenScope(call);
        Task<T>? running = null;
        try
        {
            var result = await generation.Gate.RunAsync(operation, limit, token => running = run(scope.Services, token), cancellationToken);
            await access.CompleteAsync(AuditOutcome.Success, cancellationToken);
            return result;
        }
        finally
        {
            await scope.DisposeAfterAsync(running);
        }
    }
}
