using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Plugins.Faults;
using PluginPlatform.Plugins.Publishing;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Plugins.Exports;

/// <summary>Calls exports with one call context, whoever exports them at that moment.</summary>
internal sealed class ExportCaller(LiveSet live, CallContext call, PluginLimits limits) : IExportCaller
{
    public async Task<T> CallAsync<T>(ExportCall export, Func<object, CancellationToken, Task<T>> invoke, CancellationToken cancellationToken)
    {
        var exporter = Exporter(export);
        var scope = exporter.OpenScope(call);
        Task<T>? running = null;
        try
        {
            var target = Target(exporter, export, scope);
            return await exporter.Gate.RunAsync(export.Operation, limits.Export, token => running = invoke(target, token), cancellationToken);
        }
        finally
        {
            await scope.DisposeAfterAsync(running);
        }
    }

    private Generation Exporter(ExportCall export) =>
        live.Current.Exporter(export.Contract)
        ?? throw new PluginCallException(export.Contract.Assembly.GetName().Name!, "", export.Operation, PluginCallFailure.Unavailable, null);

    private static object Target(Generation exporter, ExportCall export, PluginScope scope) =>
        scope.Services.GetRequiredService(exporter.Definition.Exports[export.Contract]);
}
