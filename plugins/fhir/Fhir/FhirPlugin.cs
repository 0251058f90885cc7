using Fhir.Access;
using Fhir.AuditEvents;
using Fhir.Capabilities;
using Fhir.Charts;
using Fhir.Contracts;
using Fhir.Demo;
using Fhir.Exporting;
using Fhir.Http;
using Fhir.Record;
using Fhir.Research;
using Fhir.Resources;
using Fhir.Searching;
using Fhir.Storing;
using Fhir.Subjects;
using Fhir.Transactions;
using Fhir.UI.Banner;
using Fhir.UI.Charts;
using Fhir.UI.Summary;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Plugins;
using PluginPlatform.Sdk.Research;
using PluginPlatform.Sdk.Subjects;
using PluginPlatform.Sdk.UI.Patients;
using PluginPlatform.Sdk.UI.Slots;

namespace Fhir;

/// <summary>The clinical record: FHIR R4 resources, versioned, validated, searchable.</summary>
[Plugin("fhir")]
public sealed class FhirPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        plugin.Settings<FhirSettings>();
        plugin.Permissions(FhirPermissions.All);
        AddServices(plugin.Services);
        NarrowScopes(plugin);
        plugin.Endpoints(ServerBase.Root, FhirEndpoints.Map);
        plugin.Exports<IClinicalRecord, ClinicalRecord>();
        plugin.Exports<ISubjectDirectory, SubjectDirectory>();
        plugin.Exports<ISubjectExport, ExportSubject>();
        plugin.Exports<IResearchRecords, ResearchRecords>();
        plugin.Backfills<ResourceChanged, BackfillResources>();
        plugin.HealthCheck<RecordCheck>("definitions");
        plugin.Seeds<FhirDemoSeed>();
        AddFragments(plugin);
    }

    private static void AddFragments(IPluginBuilder plugin)
    {
        var reads = new DeclaredData(DataAction.Read, DataGrants.AnyKind, null);
        plugin.Fill<PatientContext, AllergyBanner>(
            ShellSlots.PatientBanner, "allergies", "Allergies", FhirPermissions.Read,
            new(DataAction.Read, "AllergyIntolerance", null), order: 10, "This does not mean there are none: ask the patient.");
        plugin.Fill<PatientContext, IdentifierBanner>(
            ShellSlots.PatientBanner, "identifiers", "Identifiers", FhirPermissions.Read, new(DataAction.Read, "Patient", null), order: 30);
        plugin.Fill<PatientContext, SummaryTab>(
            ShellSlots.PatientTab, "summary", "Summary", FhirPermissions.Read, reads, order: 10,
            "This does not mean there are no problems, medications or allergies.");
    }

    // The engine is made at the first need of it, be that a request or a scope asked for.
    private static void NarrowScopes(IPluginBuilder plugin)
    {
        var engine = new Lazy<R4>(() => new());
        var filters = new ScopeFilters(() => engine.Value);
        plugin.Services.AddSingleton(_ => engine.Value);
        plugin.Services.AddSingleton(filters);
        plugin.Contribute(new ScopeNarrowing(filters.Refuse));
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddSingleton(s => new ParameterKeys(s.GetRequiredService<R4>().Definitions));
        services.AddSingleton<PrepareChange>();
        services.AddSingleton<ReadContent>();
        services.AddScoped<Reach>();
        services.AddScoped<Guard>();
        services.AddScoped<PlanChanges>();
        services.AddScoped<WriteChanges>();
        services.AddScoped<LoadResource>();
        services.AddScoped<LoadNarrowed>();
        services.AddScoped<HoldToReach>();
        services.AddScoped<ReadResource>();
        services.AddScoped<ReadVersion>();
        services.AddScoped<ReadHistory>();
        services.AddScoped<CreateResource>();
        services.AddScoped<UpdateResource>();
        services.AddScoped<DeleteResource>();
        services.AddSingleton<ReadCapabilities>();
        services.AddScoped<FindMatches>();
        services.AddScoped<FollowLinks>();
        services.AddScoped<RunSearch>();
        services.AddScoped<SearchResources>();
        services.AddScoped<LoadRecord>();
        services.AddScoped<IPatientChart, PatientChart>();
        services.AddScoped<FindPatients>();
        services.AddScoped<FindByCondition>();
        services.AddSingleton<PrepareEntries>();
        services.AddScoped<ResolveConditions>();
        services.AddScoped<AnswerRead>();
        services.AddScoped<RunBatch>();
        services.AddScoped<RunTransaction>();
        services.AddScoped<RunBundle>();
        services.AddScoped<SearchAuditEvents>();
        services.AddScoped<ReadAuditEvent>();
        services.AddScoped<LoadForResearch>();
    }
}
