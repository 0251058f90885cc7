using PluginPlatform.Host.Composition;
using PluginPlatform.Host.Research;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Admin;

/// <summary>De-identified records for research: of the own tenant, or for the operator at the machine of any.</summary>
internal static class ResearchApi
{
    public static void Map(IEndpointRouteBuilder admin) =>
        admin.MapPost("/privacy/deidentify", ExportAsync).RequirePermission(KernelPermissions.ResearchExport);

    private static async Task<IResult> ExportAsync(
        DeidentifyRequest request, HttpContext context, ICallSource calls, ExportForResearch export, CancellationToken cancellationToken)
    {
        var caller = KernelAccess.Caller(context, calls);
        if (!OperatorSocket.Carries(context) && request.Tenant is { Length: > 0 } tenant && tenant != caller.Tenant)
        {
            return Refuse(new("research.tenant", "You may export the records of your own tenant.", 403));
        }

        var asked = new ResearchAsked(
            request.Tenant is { Length: > 0 } named ? named : caller.Tenant, request.All ?? false, request.Group is { Length: > 0 } group ? group : null,
            request.Dates ?? "year", request.Reason ?? "", request.CodeSystems ?? []);
        return await export.BeginAsync(caller, asked, cancellationToken) switch
        {
            ResearchOutcome.Begun begun => Results.Stream(output => begun.WriteAsync(output, cancellationToken), "application/fhir+ndjson", "research.ndjson"),
            ResearchOutcome.Refused refused => Refuse(refused),
            var other => throw new InvalidOperationException($"{other.GetType()} is no outcome."),
        };
    }

    private static IResult Refuse(ResearchOutcome.Refused refused) => Results.Problem(
        statusCode: refused.Status, title: "Not exported", detail: refused.Reason, extensions: new Dictionary<string, object?> { ["code"] = refused.Code });
}

/// <summary>A de-identified export.</summary>
/// <param name="Tenant">The tenant; the caller's own when left out.</param>
/// <param name="All">Every patient.</param>
/// <param name="Group">The patients of this FHIR Group.</param>
/// <param name="Dates"><c>year</c> (safe harbour; the default) or <c>shift</c> (intervals stay; not safe harbour).</param>
/// <param name="Reason">Why; goes into the audit trail.</param>
/// <param name="CodeSystems">Further code systems whose codes are known to name nobody.</param>
public sealed record DeidentifyRequest(string? Tenant, bool? All, string? Group, string? Dates, string? Reason, IReadOnlyList<string>? CodeSystems);
