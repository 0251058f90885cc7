using Fhir.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Mpi.Contracts.Identity;
using Mpi.Following;
using Mpi.Indexing;
using Mpi.Linking;
using Mpi.Querying;
using Mpi.UI.Banner;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Plugins;
using PluginPlatform.Sdk.UI.Patients;
using PluginPlatform.Sdk.UI.Slots;

namespace Mpi;

/// <summary>The master patient index: who is who, and how sure.</summary>
[Plugin("mpi")]
public sealed class MpiPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        plugin.Services.AddSingleton(services => Linkage.Of(services.GetRequiredService<MpiSettings>()));
        plugin.Services.AddScoped<UpdateIndex>();
        plugin.Services.AddScoped<IIdentityIndex, IdentityIndex>();
        plugin
            .Settings<MpiSettings>()
            .Permissions(MpiPermissions.ReadDefinition)
            .Imports<IClinicalRecord>()
            .On<ResourceChanged, FollowPatients>()
            .Exports<IIdentityIndex, IdentityIndex>()
            .Endpoints(IdentityEndpoints.Map)
            .Fill<PatientContext, IdentityBanner>(
                ShellSlots.PatientBanner, "identity", "Identity", MpiPermissions.Read,
                new DeclaredData(DataAction.Read, MpiPermissions.Kind, null), order: 40,
                fallbackAdvice: "This does not mean that the record belongs to this person alone.");
    }
}
