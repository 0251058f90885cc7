using Fhir.Contracts;
using Journey.Contracts;
using Journey.Following;
using Journey.Graphs;
using Journey.Storing;
using Journey.UI;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Plugins;
using PluginPlatform.Sdk.UI.Patients;
using PluginPlatform.Sdk.UI.Slots;

namespace Journey;

/// <summary>The patient's journey: the record as a graph and a timeline.</summary>
[Plugin("journey")]
public sealed class JourneyPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        plugin.Services.AddSingleton<FollowingState>();
        plugin.Services.AddScoped<StoreChanges>();
        plugin.Services.AddScoped<VisibleNodes>();
        plugin.Services.AddScoped<ReadJourney>();
        plugin.Services.AddScoped<IJourney, ReadJourney>();
        plugin
            .Permissions(JourneyPermissions.ReadDefinition)
            .Imports<IClinicalRecord>()
            .On<ResourceChanged, FollowRecord>()
            .Exports<IJourney, ReadJourney>()
            .Endpoints(JourneyEndpoints.Map)
            .HealthCheck<JourneyHealth>("following")
            .Fill<PatientContext, JourneyTab>(
                ShellSlots.PatientTab, "journey", "Journey", JourneyPermissions.Read,
                new DeclaredData(DataAction.Read, DataGrants.AnyKind, null), order: 20,
                fallbackAdvice: "This does not mean that nothing has happened: the record itself is complete without it.");
    }
}
