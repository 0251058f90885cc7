using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using PluginPlatform.Audit;
using PluginPlatform.Audit.Verifying;
using PluginPlatform.Host.Composition;
using PluginPlatform.Host.Readers;
using PluginPlatform.Identity.CrossSite;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Host.Admin;

/// <summary>The audit trail over HTTP. Looking at it leaves a row in it. Filters travel in bodies, so that no address names a patient.</summary>
internal static class AuditApi
{
    private const int MostExported = 100_000;

    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapPost("/audit/search", SearchAsync).RequirePermission(KernelPermissions.AuditRead);
        admin.MapPost("/audit/export", ExportAsync).RequirePermission(KernelPermissions.AuditRead);
        admin.MapPost("/audit/verify", VerifyAsync).RequirePermission(KernelPermissions.AuditVerify);
    }

    private static async Task<IResult> SearchAsync(
        AuditSearch search, HttpContext context, ICallSource calls, LookIntoAudit look, CancellationToken cancellationToken)
    {
        var call = KernelAccess.Caller(context, calls);
        return await look.FindAsync(call, MayAll(context, call), search.Filter ?? new(), search.After, search.Limit ?? 100, cancellationToken) switch
        {
            AuditAnswer.Found found => TypedResults.Ok(found.Page),
            AuditAnswer.Refused refused => Refuse(refused),
            var other => throw new InvalidOperationException($"{other.GetType()} is no answer."),
        };
    }

    /// <summary>Takes a form, so that a page's button can ask for a file.</summary>
    private static async Task<IResult> ExportAsync(
        HttpContext context, ICallSource calls, LookIntoAudit look, CancellationToken cancellationToken)
    {
        if (await RequestForm.ReadAsync(context.Request, cancellationToken) is not { } form)
        {
            return Refuse(new("audit.form", "Post a form: format (csv or json) and the filters."));
        }

        if (Filter(form) is not { } filter || form["format"].ToString() is not ("csv" or "json"))
        {
            return Refuse(new("audit.filter", "format is csv or json; from and to are times such as 2026-11-01T00:00:00Z."));
        }

        var call = KernelAccess.Caller(context, calls);
        if (await look.FindAsync(call, MayAll(context, call), filter, null, LookIntoAudit.LargestPage, cancellationToken) is AuditAnswer.Refused refused)
        {
            return Refuse(refused);
        }

        var csv = form["format"] == "csv";
        return TypedResults.Stream(
            to => ExportAudit.RunAsync(to, csv, after => look.PageAsync(call, filter, after, LookIntoAudit.LargestPage, cancellationToken), MostExported, cancellationToken),
            csv ? "text/csv; charset=utf-8" : "application/json", csv ? "audit.csv" : "audit.json");
    }

    private static async Task<Ok<AuditReport>> VerifyAsync(
        HttpContext context, ICallSource calls, AuditTrail audit, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = KernelAccess.Caller(context, calls);
        await audit.AppendAsync(KernelRow.For(caller, "audit-verify", "audit verify", null, time.GetUtcNow()), cancellationToken);
        var report = await audit.VerifyAsync(cancellationToken);
        await audit.AppendAsync(VerifiedRow.For(caller, report, time.GetUtcNow()), cancellationToken);
        return TypedResults.Ok(report);
    }

    private static bool MayAll(HttpContext context, CallContext call) =>
        OperatorSocket.Carries(context) || call.Has(KernelPermissions.AuditReadAll);

    private static AuditFilter? Filter(IFormCollection form) =>
        Time(form["from"]) is (true, var from) && Time(form["to"]) is (true, var to)
            ? new()
            {
                Tenant = form["tenant"], Subject = form["subject"], Actor = form["actor"], From = from, To = to,
                Action = form["action"], Outcome = form["outcome"], Purpose = form["purpose"],
            }
            : null;

    private static (bool Good, DateTimeOffset? At) Time(string? text) =>
        string.IsNullOrWhiteSpace(text) ? (true, null)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? (true, at)
        : (false, null);

    private static IResult Refuse(AuditAnswer.Refused refused) => Results.Problem(
        statusCode: refused.Code is "audit.tenant" or "auth.permission" ? 403 : 400, title: "The trail is not shown", detail: refused.Reason,
        extensions: new Dictionary<string, object?> { ["code"] = refused.Code });
}

/// <summary>What to look for, and which page.</summary>
/// <param name="Filter">Null for everything of the own tenant.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
/// <param name="Limit">Rows of a page, 1 to 500; 100 when left out.</param>
public sealed record AuditSearch(AuditFilter? Filter, string? After, int? Limit);
