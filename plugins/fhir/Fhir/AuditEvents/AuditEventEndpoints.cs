using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Sdk.Access;

namespace Fhir.AuditEvents;

/// <summary>The view of the audit trail. The trail itself decides how much of it a caller sees.</summary>
internal static class AuditEventEndpoints
{
    public static void Map(RouteGroupBuilder fhir)
    {
        fhir.MapGet("/AuditEvent",
                (HttpContext http, SearchAuditEvents search, CancellationToken token) => search.HandleAsync(http, token))
            .RequirePermission(AccessHistoryRights.ReadOwn).Reads(AccessHistoryRights.Kind, action: DataAction.Search);
        fhir.MapPost("/AuditEvent/_search",
                (HttpContext http, SearchAuditEvents search, CancellationToken token) => search.HandleAsync(http, token))
            .DisableAntiforgery().RequirePermission(AccessHistoryRights.ReadOwn).Reads(AccessHistoryRights.Kind, action: DataAction.Search);
        fhir.MapGet("/AuditEvent/{id}",
                (string id, ReadAuditEvent read, CancellationToken token) => read.HandleAsync(id, token))
            .RequirePermission(AccessHistoryRights.ReadOwn).Reads(AccessHistoryRights.Kind);
    }
}
