using Microsoft.AspNetCore.Http.Features;
using PluginPlatform.Identity.CrossSite;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Admin;

/// <summary>The life of tenants, for those who run the platform.</summary>
internal static class TenantApi
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        var tenants = admin.MapGroup("/tenants").RequirePermission(KernelPermissions.TenantsManage);
        tenants.MapGet("", ListAsync);
        tenants.MapPost("", AddAsync);
        tenants.MapGet("/{id}", FindAsync);
        tenants.MapPut("/{id}/settings", SetAsync);
        tenants.MapPost("/{id}/suspend", SuspendAsync);
        tenants.MapPost("/{id}/resume", ResumeAsync);
        tenants.MapPost("/{id}/export", ExportAsync);
        tenants.MapPost("/{id}/archive", ArchiveAsync);
        tenants.MapPost("/{id}/delete", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(TenantLife tenants, CancellationToken cancellationToken) =>
        TypedResults.Ok(await tenants.ListAsync(cancellationToken));

    private static async Task<IResult> FindAsync(string id, TenantLife tenants, CancellationToken cancellationToken) =>
        await tenants.FindAsync(id, cancellationToken) is { } found ? TypedResults.Ok(found) : Unknown(id);

    private static async Task<IResult> AddAsync(TenantRequest request, TenantDirectory tenants, CancellationToken cancellationToken)
    {
        try
        {
            return await tenants.AddAsync(request.Id ?? "", request.Name ?? request.Id ?? "", cancellationToken)
                ? TypedResults.Ok(request)
                : Refuse("tenant.exists", $"There is a tenant '{request.Id}' already.", 409);
        }
        catch (ArgumentException e)
        {
            return Refuse("tenant.id", e.Message, 400);
        }
    }

    private static async Task<IResult> SetAsync(
        string id, TenantSettingsRequest request, HttpContext context, ICallSource calls, TenantLife tenants, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(id, cancellationToken) is not { Settings: { } now })
        {
            return Unknown(id);
        }

        var settings = new TenantSettings(
            request.Hosts ?? now.Hosts, request.CareTeam ?? now.CareTeam, request.BreakGlassMinutes ?? now.BreakGlassMinutes,
            request.BreakGlassOverConsent ?? now.BreakGlassOverConsent);
        return Answer(id, await tenants.SetAsync(id, settings, KernelAccess.Caller(context, calls).Actor, cancellationToken));
    }

    private static async Task<IResult> SuspendAsync(
        string id, ReasonRequest request, HttpContext context, ICallSource calls, TenantLife tenants, CancellationToken cancellationToken)
    {
        var caller = KernelAccess.Caller(context, calls);
        return Answer(id, await tenants.SuspendAsync(id, request.Reason ?? "", caller.Actor, caller.Tenant.Length > 0 ? caller.Tenant : null, cancellationToken));
    }

    private static async Task<IResult> ResumeAsync(
        string id, ReasonRequest request, HttpContext context, ICallSource calls, TenantLife tenants, CancellationToken cancellationToken) =>
        Answer(id, await tenants.ResumeAsync(id, request.Reason ?? "", KernelAccess.Caller(context, calls).Actor, cancellationToken));

    private static Task<IResult> ExportAsync(
        string id, ReasonRequest request, HttpContext context, ICallSource calls, TenantLife tenants, ExportTenant export, CancellationToken cancellationToken) =>
        WriteAsync(id, request.Reason ?? "", context, calls, tenants, export, cancellationToken);

    /// <summary>The same for a form, so that a page's button can ask for the file.</summary>
    private static async Task<IResult> ArchiveAsync(
        string id, HttpContext context, ICallSource calls, TenantLife tenants, ExportTenant export, CancellationToken cancellationToken) =>
        await RequestForm.ReadAsync(context.Request, cancellationToken) is { } form
            ? await WriteAsync(id, form["reason"].ToString(), context, calls, tenants, export, cancellationToken)
            : Refuse("TEN-2005", "Post a form with the reason.", 400);

    private static async Task<IResult> WriteAsync(
        string id, string reason, HttpContext context, ICallSource calls, TenantLife tenants, ExportTenant export, CancellationToken cancellationToken)
    {
        switch (await tenants.ExportableAsync(id, reason, KernelAccess.Caller(context, calls).Actor, cancellationToken))
        {
            case TenantOutcome.Changed { Tenant: var tenant }:
                // The archive's directory is written synchronously, a few bytes per entry.
                context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
                return Results.Stream(output => export.WriteAsync(tenant, output, cancellationToken), "application/zip", $"{tenant.Id}.zip");
            case var refused:
                return Answer(id, refused);
        }
    }

    private static async Task<IResult> DeleteAsync(
        string id, DeleteTenantRequest request, HttpContext context, ICallSource calls, RemoveTenant remove, CancellationToken cancellationToken) =>
        Answer(id, await remove.RunAsync(
            id, request.Name ?? "", request.Reason ?? "", KernelAccess.Caller(context, calls).Actor, cancellationToken));

    private static IResult Answer(string id, TenantOutcome outcome) => outcome switch
    {
        TenantOutcome.Changed changed => TypedResults.Ok(changed.Tenant),
        TenantOutcome.Deleted deleted => TypedResults.Ok(deleted),
        TenantOutcome.Unknown => Unknown(id),
        TenantOutcome.Refused { Code: "TEN-2004" or "TEN-2005" or "TEN-2006" } refused => Refuse(refused.Code, refused.Reason, 400),
        TenantOutcome.Refused refused => Refuse(refused.Code, refused.Reason, 409),
        _ => throw new InvalidOperationException($"{outcome.GetType()} is no outcome."),
    };

    private static IResult Unknown(string id) => Refuse("TEN-2000", $"There is no tenant '{id}'.", 404);

    private static IResult Refuse(string code, string reason, int status) => Results.Problem(
        statusCode: status, title: "Not done", detail: reason, extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <summary>A tenant to add.</summary>
public sealed record TenantRequest(string? Id, string? Name);

/// <summary>Settings to change; what is left out stays.</summary>
public sealed record TenantSettingsRequest(IReadOnlyList<string>? Hosts, bool? CareTeam, int? BreakGlassMinutes, bool? BreakGlassOverConsent);

/// <summary>Why something is done; goes into the audit trail.</summary>
public sealed record ReasonRequest(string? Reason);

/// <summary>A deletion, with the tenant's name typed by who wants it.</summary>
public sealed record DeleteTenantRequest(string? Name, string? Reason);
