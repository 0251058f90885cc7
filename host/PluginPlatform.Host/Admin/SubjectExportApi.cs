using Microsoft.AspNetCore.Http.Features;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Privacy.Exporting;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Plugins.Exports;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Subjects;

namespace PluginPlatform.Host.Admin;

/// <summary>Everything about one patient as an archive, for the patient.</summary>
internal static class SubjectExportApi
{
    public static void Map(IEndpointRouteBuilder admin) =>
        admin.MapPost("/privacy/exports", ExportAsync).RequirePermission(KernelPermissions.PrivacyManage);

    private static async Task<IResult> ExportAsync(
        SubjectExportRequest request, HttpContext context, ICallSource calls, TenantLife tenants, ExportSubject export, RootExports exports,
        ISecurityEvents events, string? tenant, CancellationToken cancellationToken)
    {
        var reason = request.Reason?.Trim() ?? "";
        if (!ExportSubject.IsSubject(request.Subject) || reason.Length is < 4 or > 400 || reason.Any(char.IsControl))
        {
            return Refuse("EXP-3002", "Name the patient by the id, and say why in 4 to 400 characters.", 400);
        }

        if (await TenantCall.OfAsync(context, calls, tenants, tenant, cancellationToken) is not { } call)
        {
            return Refuse("EXP-3001", "There is no such tenant.", 404);
        }

        var subject = request.Subject!;
        await events.RecordAsync(
            new(SecurityEventKind.SubjectExported, call.Tenant, call.Actor, $"subject_exported: {reason}", call.RequestId, "") { Subject = subject }, cancellationToken);
        var record = exports.Find<ISubjectExport>(Own(call, subject));

        // The archive's directory is written synchronously, a few bytes per entry.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        return Results.Stream(
            output => export.WriteAsync(
                call.Tenant, subject, record is null ? null : (cursor, token) => record.ReadAsync(subject, request.History ?? false, cursor, token),
                exports.ExporterOf<ISubjectExport>(), output, cancellationToken),
            "application/zip", "patient.zip");
    }

    /// <summary>The record is read as the patient would: the database keeps everyone else out.</summary>
    private static CallContext Own(CallContext call, string subject) => call with
    {
        View = SubjectView.Own(subject), Data = DataGrants.All, Purpose = PurposeOfUse.PatientRequest, Parties = "",
    };

    private static IResult Refuse(string code, string reason, int status) => Results.Problem(
        statusCode: status, title: "Not done", detail: reason, extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <summary>An export to make.</summary>
public sealed record SubjectExportRequest(string? Subject, string? Reason, bool? History);
