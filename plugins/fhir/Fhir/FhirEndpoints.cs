using Fhir.AuditEvents;
using Fhir.Capabilities;
using Fhir.Engine.Issues;
using Fhir.Http;
using Fhir.Outcomes;
using Fhir.Resources;
using Fhir.Searching;
using Fhir.Transactions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Endpoints;

namespace Fhir;

/// <summary>The RESTful API (R4 3.1.0) under /fhir. Which data an interaction touches is known only from the address, so handlers tell the audit log.</summary>
internal static class FhirEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var fhir = routes.MapGroup("")
            .WithProblemFormat(new OutcomeFormat())
            .WithMetadata(new BodyLimit(routes.ServiceProvider.GetRequiredService<FhirSettings>()))
            .AddEndpointFilter(new RequireJson());
        AuditEventEndpoints.Map(fhir);
        MapReads(fhir);
        MapSearches(fhir);
        MapWrites(fhir);
        fhir.Map("/{**rest}", Unknown).AllowAnonymous().NoPatientData();
    }

    private static void MapReads(RouteGroupBuilder fhir)
    {
        fhir.MapGet("/{type}/{id}",
                (HttpContext http, string type, string id, ReadResource read, CancellationToken token) => read.HandleAsync(http, type, id, token))
            .RequirePermission(FhirPermissions.Read).Reads(DataGrants.AnyKind);
        fhir.MapGet("/{type}/{id}/_history/{version}",
                (string type, string id, string version, ReadVersion read, CancellationToken token) => read.HandleAsync(type, id, version, token))
            .RequirePermission(FhirPermissions.Read).Reads(DataGrants.AnyKind);
        fhir.MapGet("/{type}/{id}/_history",
                (HttpContext http, string type, string id, ReadHistory read, CancellationToken token) => read.HandleAsync(http, type, id, token))
            .RequirePermission(FhirPermissions.Read).RequirePermission(FhirPermissions.Search)
            .Reads(DataGrants.AnyKind, action: DataAction.Search);
    }

    private static void MapSearches(RouteGroupBuilder fhir)
    {
        fhir.MapGet("/{type}",
                (HttpContext http, string type, SearchResources search, CancellationToken token) => search.HandleAsync(http, type, token))
            .RequirePermission(FhirPermissions.Search).Reads(DataGrants.AnyKind, action: DataAction.Search);
        fhir.MapPost("/{type}/_search",
                (HttpContext http, string type, SearchResources search, CancellationToken token) => search.HandleAsync(http, type, token))
            .DisableAntiforgery().RequirePermission(FhirPermissions.Search).Reads(DataGrants.AnyKind, action: DataAction.Search);
        fhir.MapGet("/metadata", (HttpRequest request, ReadCapabilities capabilities) => capabilities.Handle(request))
            .AllowAnonymous().NoPatientData();
    }

    private static void MapWrites(RouteGroupBuilder fhir)
    {
        fhir.MapPost("/{type}",
                (HttpContext http, string type, CreateResource create, CancellationToken token) => create.HandleAsync(http, type, token))
            .RequirePermission(FhirPermissions.Create).Writes(DataGrants.AnyKind, action: DataAction.Create);
        fhir.MapPut("/{type}/{id}",
                (HttpContext http, string type, string id, UpdateResource update, CancellationToken token) => update.HandleAsync(http, type, id, token))
            .RequirePermission(FhirPermissions.Update).Writes(DataGrants.AnyKind);
        fhir.MapDelete("/{type}/{id}",
                (HttpContext http, string type, string id, DeleteResource delete, CancellationToken token) => delete.HandleAsync(http, type, id, token))
            .RequirePermission(FhirPermissions.Delete).Writes(DataGrants.AnyKind, action: DataAction.Delete);
        fhir.MapPost("/",
                (HttpContext http, RunBundle bundle, CancellationToken token) => bundle.HandleAsync(http, token))
            .RequirePermission(FhirPermissions.Create).Writes(DataGrants.AnyKind, action: DataAction.Create);
    }

    private static IResult Unknown(HttpRequest request) => new OutcomeResult(Refusal.Of(
        StatusCodes.Status404NotFound, IssueCode.NotSupported,
        $"{request.Method} on this address is not an interaction of this server. GET {ServerBase.Root}/metadata lists what is."));
}
