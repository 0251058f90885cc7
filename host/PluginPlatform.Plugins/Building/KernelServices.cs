using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PluginPlatform.Audit;
using PluginPlatform.Plugins.Calls;
using PluginPlatform.Plugins.Exports;
using PluginPlatform.Plugins.Faults;
using PluginPlatform.Plugins.Publishing;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Blobs;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Encryption;
using PluginPlatform.Sdk.Storage;
using PluginPlatform.Storage;

namespace PluginPlatform.Plugins.Building;

/// <summary>The short, explicit list of what a plugin's container gets from the kernel. Shared ones go in as instances.</summary>
internal sealed class KernelServices(ILoggerFactory logging, TimeProvider time, PluginLimits limits, LiveSet live, AuditTrail audit)
{
    public void AddTo(PluginDefinition definition, Func<PluginStorage> storage)
    {
        var services = definition.Services;
        services.AddSingleton(logging);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(time);
        services.AddOptions();
        services.AddRouting();
        services.AddProblemDetails();
        // A body or parameter that does not bind reaches the pipeline, which answers with code and reason instead of a bare 400.
        services.Configure<RouteHandlerOptions>(route => route.ThrowOnBadRequest = true);
        services.Configure<JsonOptions>(json => json.SerializerOptions.AllowDuplicateProperties = false);
        services.AddScoped<CallHolder>();
        services.AddScoped<CallContext>(static scope => scope.GetRequiredService<CallHolder>().Call);
        services.AddScoped<IAccessLog, CurrentAccessLog>();
        services.AddScoped<IAccessHistory>(scope => new CallAccessHistory(scope.GetRequiredService<CallContext>(), audit));
        services.AddScoped<ITenantDatabase>(scope => new CurrentTenantDatabase(storage(), scope.GetRequiredService<CallContext>()));
        services.AddScoped<IBlobStore>(scope => storage().Blobs(scope.GetRequiredService<CallContext>()));
        services.AddScoped<IFieldCipher>(scope => storage().Fields(scope.GetRequiredService<CallContext>()));
        foreach (var contract in definition.Imports)
        {
            services.AddScoped(contract, scope =>
                ExportProxy.Create(contract, new ExportCaller(live, scope.GetRequiredService<CallContext>(), limits)));
        }
    }
}
