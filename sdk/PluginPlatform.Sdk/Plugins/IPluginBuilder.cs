using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Events;
using PluginPlatform.Sdk.Seeding;

namespace PluginPlatform.Sdk.Plugins;

/// <summary>Collects what a plugin contributes. Every contribution is checked before the plugin becomes active.</summary>
public interface IPluginBuilder
{
    /// <summary>The plugin's id, as in <see cref="PluginAttribute"/>.</summary>
    string Id { get; }

    /// <summary>
    /// The plugin's own container. Besides what the plugin adds it holds: <see cref="Calls.CallContext"/> (scoped),
    /// <see cref="Storage.ITenantDatabase"/> (scoped), <see cref="Encryption.IFieldCipher"/> (scoped),
    /// <see cref="Blobs.IBlobStore"/> (scoped),
    /// <see cref="IAccessLog"/> (scoped), <see cref="IAccessHistory"/> (scoped), <see cref="TimeProvider"/>,
    /// logging, and a proxy for each interface imported with <see cref="Imports{TContract}"/>.
    /// </summary>
    IServiceCollection Services { get; }

    /// <summary>Declares permissions that this plugin's endpoints and fragments require. Names start with <c>{id}:</c>.</summary>
    /// <param name="permissions">The permissions, with the roles that hold them by default.</param>
    IPluginBuilder Permissions(params ReadOnlySpan<PermissionDefinition> permissions);

    /// <summary>
    /// Maps endpoints under <c>/api/{id}</c>. Each endpoint declares a permission
    /// (<see cref="AccessConventions.RequirePermission"/>, or AllowAnonymous) and its patient data
    /// (<see cref="AccessConventions.Reads"/>, <see cref="AccessConventions.Writes"/> or
    /// <see cref="AccessConventions.NoPatientData"/>); a plugin with one that does not is refused.
    /// </summary>
    /// <param name="map">Maps relative to the group.</param>
    IPluginBuilder Endpoints(Action<IEndpointRouteBuilder> map);

    /// <summary>Maps endpoints under another root, which the manifest must claim (<c>PluginRoute</c> in the project file).</summary>
    /// <param name="root">The root, for example <c>/fhir</c>.</param>
    /// <param name="map">Maps relative to the root.</param>
    IPluginBuilder Endpoints(string root, Action<IEndpointRouteBuilder> map);

    /// <summary>
    /// Subscribes a handler to an event type. A first-time subscriber is back-filled from the publisher's
    /// <see cref="IEventBackfill{TEvent}"/> and then follows; a re-enabled one resumes where it stopped.
    /// </summary>
    /// <typeparam name="TEvent">The event, a record of a Contracts assembly with <see cref="EventAttribute"/>.</typeparam>
    /// <typeparam name="THandler">Created from the plugin's container, one scope per batch.</typeparam>
    IPluginBuilder On<TEvent, THandler>()
        where TEvent : class
        where THandler : class, IEventHandler<TEvent>;

    /// <summary>
    /// Offers the current state as events to first-time subscribers of <typeparamref name="TEvent"/>. The publisher of
    /// an event does this once; subscribers write nothing.
    /// </summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <typeparam name="TBackfill">Created from the plugin's container, one scope per page.</typeparam>
    IPluginBuilder Backfills<TEvent, TBackfill>()
        where TEvent : class
        where TBackfill : class, IEventBackfill<TEvent>;

    /// <summary>
    /// Exports a service to other plugins. They receive a proxy that resolves this plugin's current generation per call,
    /// opens a scope in it, carries the caller's <see cref="Calls.CallContext"/>, and applies time-out and fault isolation.
    /// </summary>
    /// <typeparam name="TContract">An interface of this plugin's Contracts assembly (or of the SDK); every method returns
    /// Task or Task&lt;T&gt; and takes a CancellationToken last.</typeparam>
    /// <typeparam name="TService">The implementation, registered scoped.</typeparam>
    IPluginBuilder Exports<TContract, TService>()
        where TContract : class
        where TService : class, TContract;

    /// <summary>Imports a service that a required plugin exports; resolves as a scoped proxy from <see cref="Services"/>.</summary>
    /// <typeparam name="TContract">An interface of the other plugin's Contracts assembly.</typeparam>
    IPluginBuilder Imports<TContract>()
        where TContract : class;

    /// <summary>
    /// Binds this plugin's <c>settings</c> in plugins.json to an options class, validated by its annotations before the
    /// plugin becomes active. Unknown setting names are refused.
    /// </summary>
    /// <typeparam name="TSettings">A class with documented defaults and range attributes.</typeparam>
    IPluginBuilder Settings<TSettings>()
        where TSettings : class, new();

    /// <summary>Adds a health check, run through the fault gate with a time-out and shown per plugin in /health/ready.</summary>
    /// <typeparam name="TCheck">Created from the plugin's container.</typeparam>
    /// <param name="name">A short name, unique in the plugin.</param>
    IPluginBuilder HealthCheck<TCheck>(string name)
        where TCheck : class, IHealthCheck;

    /// <summary>Adds synthetic data for the demo tenant.</summary>
    /// <typeparam name="TSeed">Created from the plugin's container; may touch every kind of data.</typeparam>
    IPluginBuilder Seeds<TSeed>()
        where TSeed : class, IDemoSeed;

    /// <summary>Contributes only while an optional plugin is active; the host rebuilds this plugin when that changes.</summary>
    /// <param name="pluginId">The other plugin, named under <c>PluginOptional</c> in the project file.</param>
    /// <param name="contribute">Runs when it is active.</param>
    IPluginBuilder When(string pluginId, Action<IPluginBuilder> contribute);

    /// <summary>
    /// Adds a contribution of a kind the kernel does not interpret (UI fragments, for one). Extension packages such as
    /// PluginPlatform.Sdk.UI build their own methods on it.
    /// </summary>
    /// <typeparam name="TContribution">The kind; consumers ask for all contributions of it.</typeparam>
    /// <param name="contribution">An immutable description.</param>
    IPluginBuilder Contribute<TContribution>(TContribution contribution)
        where TContribution : class, IContribution;
}
