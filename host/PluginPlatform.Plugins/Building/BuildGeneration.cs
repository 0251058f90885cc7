using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Plugins.Faults;
using PluginPlatform.Plugins.Loading;
using PluginPlatform.Plugins.Publishing;
using PluginPlatform.Plugins.Resolving;
using PluginPlatform.Storage;

namespace PluginPlatform.Plugins.Building;

/// <summary>Builds a generation aside, in the order in which a failure leaves least behind: load, declare, check, migrate, warm.</summary>
internal sealed class BuildGeneration(
    PlatformStorage storage, BuildEndpoints endpoints, KernelServices kernel, PluginLimits limits, TimeProvider time, ILoggerFactory logging)
{
    private int _number;

    public async Task<Generation> FromAsync(ResolvedPlugin resolved, ContractSet contracts, string buildKey, CancellationToken cancellationToken)
    {
        var number = ++_number;
        var loaded = LoadPlugin.From(resolved.Installed, contracts, number);
        var definition = Declare(loaded, resolved);
        PluginStorage? opened = null;
        kernel.AddTo(definition, () => opened!);
        var services = BuildContainer(definition);
        try
        {
            var generation = Assemble(number, resolved, buildKey, loaded, definition, services);
            CheckComponents.In(definition, loaded.Context);
            opened = await PrepareStorageAsync(loaded, resolved, cancellationToken);
            generation.Storage = opened;
            return generation;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    private Generation Assemble(
        int number, ResolvedPlugin resolved, string buildKey, LoadedPlugin loaded, PluginDefinition definition, ServiceProvider services)
    {
        var version = resolved.Installed.Manifest.Version;
        var gate = new FaultGate(resolved.Id, version, limits, new CallLedger(time), time, logging.CreateLogger($"Plugin.{resolved.Id}"));
        var generation = new Generation(number, resolved, buildKey, loaded, definition, services, gate);
        try
        {
            generation.Endpoints = endpoints.For(generation);
            return generation;
        }
        catch (Exception e) when (e is not PluginFaultException)
        {
            throw new PluginFaultException("plugin.endpoint", $"Its endpoints cannot be built: {e.Message}", "Mend the endpoint's signature or route.", e);
        }
    }

    private static PluginDefinition Declare(LoadedPlugin loaded, ResolvedPlugin resolved)
    {
        var builder = new PluginBuilder(resolved);
        try
        {
            loaded.Plugin.Configure(builder);
        }
        catch (Exception e) when (e is not PluginFaultException)
        {
            throw new PluginFaultException("plugin.configure", $"Configure failed with {e.GetType().Name}.", "Its log has the cause.", e);
        }

        return resolved.Entry.Settings is null || builder.Definition.HasSettings
            ? builder.Definition
            : throw new PluginFaultException("plugin.settings", "plugins.json gives it settings, and it has none.", $"Remove \"settings\" of {resolved.Id}.");
    }

    private static ServiceProvider BuildContainer(PluginDefinition definition)
    {
        try
        {
            return definition.Services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        }
        catch (AggregateException e)
        {
            throw new PluginFaultException("plugin.services", $"Its services do not fit together: {e.InnerException?.Message}", "Register what is missing, or import it.", e);
        }
    }

    private async Task<PluginStorage> PrepareStorageAsync(LoadedPlugin loaded, ResolvedPlugin resolved, CancellationToken cancellationToken)
    {
        try
        {
            return await storage.PreparePluginAsync(resolved.Id, loaded.Assembly, cancellationToken);
        }
        catch (PluginStorageException e)
        {
            throw new PluginFaultException(e.Code, e.Reason, e.Mend, e);
        }
    }
}
