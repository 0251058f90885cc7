using PluginPlatform.Audit;
using PluginPlatform.Plugins.Calls;
using PluginPlatform.Plugins.Faults;
using PluginPlatform.Plugins.Publishing;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Plugins.Exports;

/// <summary>Exports as the shell uses them: every call is a call of its own, with its own audit row.</summary>
public sealed class RootExports
{
    private readonly LiveSet _live;
    private readonly AuditTrail _audit;
    private readonly PluginLimits _limits;
    private readonly TimeProvider _time;

    internal RootExports(LiveSet live, AuditTrail audit, PluginLimits limits, TimeProvider time) =>
        (_live, _audit, _limits, _time) = (live, audit, limits, time);

    /// <returns>Null when no active plugin exports it for this tenant.</returns>
    public TContract? Find<TContract>(CallContext call)
        where TContract : class =>
        _live.Current.Exporter(typeof(TContract)) is { } exporter && exporter.Serves(call.Tenant)
            ? (TContract)ExportProxy.Create(typeof(TContract), new AuditedCaller(this, exporter, call))
            : null;

    /// <summary>The id of the active plugin that exports the contract, or null.</summary>
    public string? ExporterOf<TContract>()
        where TContract : class => _live.Current.Exporter(typeof(TContract))?.Id;

    private sealed class AuditedCaller(RootExports root, Generation exporter, CallContext call) : IExportCaller
    {
        private readonly ExportCaller _inner = new(root._live, call, root._limits);

        public async Task<T> CallAsync<T>(ExportCall export, Func<object, CancellationToken, Task<T>> invoke, CancellationToken cancellationToken)
        {
            var access = new AccessScope(
                call, exporter.Id, exporter.Version, $"shell {export.Operation}", DeclaredData.Nothing, null, root._audit, root._time);
            CurrentCall.Enter(access);
            var result = await _inner.CallAsync(export, invoke, cancellationToken);
            await access.CompleteAsync(AuditOutcome.Success, cancellationToken);
            return result;
        }
    }
}
