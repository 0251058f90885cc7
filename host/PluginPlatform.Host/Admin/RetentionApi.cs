using PluginPlatform.Audit;
using PluginPlatform.Host.Readers;
using PluginPlatform.Host.Retention;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Admin;

/// <summary>For how long what is no longer needed is kept: the policies, what would go, and what went.</summary>
internal static class RetentionApi
{
    // 45 CFR 164.316(b)(2)(i): six years from the date of creation.
    private const int LegalMonths = 72;

    public static void Map(IEndpointRouteBuilder admin)
    {
        var retention = admin.MapGroup("/privacy/retention").RequirePermission(KernelPermissions.RetentionManage);
        retention.MapGet("", (RetentionTable table, CancellationToken token) => table.StateAsync(token));
        retention.MapPost("", RunAsync);
        retention.MapPut("/{tenant}", SetAsync);
    }

    private static async Task<IResult> RunAsync(
        RetentionRequest request, HttpContext context, ICallSource calls, RunRetention retention, CancellationToken cancellationToken) =>
        await retention.RunAsync(KernelAccess.Caller(context, calls), request.DryRun ?? true, cancellationToken) is { } report
            ? TypedResults.Ok(report)
            : Refuse("retention.busy", "Another host is at it. Look at the progress, and try again later.", 409);

    private static async Task<IResult> SetAsync(
        string tenant, PolicyRequest request, HttpContext context, ICallSource calls, RetentionTable table, AuditTrail audit, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (await table.FindAsync(tenant, cancellationToken) is not { } now)
        {
            return Refuse("retention.tenant", $"There is no tenant '{tenant}'.", 404);
        }

        var policy = new RetentionPolicy(
            tenant, request.AuditMonths ?? now.AuditMonths, request.BelowMinimum ?? now.BelowMinimum, request.SessionDays ?? now.SessionDays,
            request.LinkDays ?? now.LinkDays, request.DeadLetterDays ?? now.DeadLetterDays);
        if (policy.AuditMonths is < 12 or > 1200 || new[] { policy.SessionDays, policy.LinkDays, policy.DeadLetterDays }.Any(days => days is < 1 or > 3650))
        {
            return Refuse("retention.range", "The trail is kept 12 to 1200 months, everything else 1 to 3650 days.", 400);
        }

        if (policy is { AuditMonths: < LegalMonths, BelowMinimum: false })
        {
            return Refuse(
                "retention.minimum",
                $"HIPAA keeps documentation six years (45 CFR 164.316(b)(2)(i)): {LegalMonths} months. If that does not bind this tenant, say so with belowMinimum.", 409);
        }

        var at = time.GetUtcNow();
        var said = $"tenant={tenant}; audit={policy.AuditMonths}{(policy.BelowMinimum ? " below minimum" : "")}; sessions={policy.SessionDays}; links={policy.LinkDays}; dead letters={policy.DeadLetterDays}";
        await audit.AppendAsync(KernelRow.For(KernelAccess.Caller(context, calls), "retention-policy", "privacy retention", said, at), cancellationToken);
        await table.SetAsync(policy, at, cancellationToken);
        return TypedResults.Ok(policy);
    }

    private static IResult Refuse(string code, string reason, int status) => Results.Problem(
        statusCode: status, title: "Not done", detail: reason, extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <summary>A run.</summary>
/// <param name="DryRun">True, and when left out, tells only what would go.</param>
public sealed record RetentionRequest(bool? DryRun);

/// <summary>A policy to change; what is left out stays.</summary>
public sealed record PolicyRequest(int? AuditMonths, bool? BelowMinimum, int? SessionDays, int? LinkDays, int? DeadLetterDays);
