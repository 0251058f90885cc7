using PluginPlatform.Identity.Access;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Admin;

/// <summary>Care teams, emergency access and its report, and why somebody may see somebody.</summary>
internal static class AccessApi
{
    private static readonly TimeSpan Reported = TimeSpan.FromDays(30);

    public static void Map(IEndpointRouteBuilder admin)
    {
        var team = admin.MapGroup("/care-team").RequireEverywhereOrOwn(KernelPermissions.UsersManage, KernelPermissions.OwnUsersManage);
        team.MapGet("", ListAsync);
        team.MapPut("", SetAsync);
        team.MapDelete("", EndAsync);
        admin.MapPost("/access/break-glass", BreakAsync).RequirePermission(KernelPermissions.BreakGlass);
        admin.MapGet("/access/break-glass", ReportAsync).RequireEverywhereOrOwn(KernelPermissions.AuditReadAll, KernelPermissions.AuditRead);
        admin.MapGet("/access/explain", ExplainAsync).RequireEverywhereOrOwn(KernelPermissions.AuditReadAll, KernelPermissions.AuditRead);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, ICallSource calls, CareTeam team, string? tenant, string? subject, Guid? user, CancellationToken cancellationToken) =>
        Tenant(context, calls, tenant) is { } asked ? TypedResults.Ok(await team.ListAsync(asked, subject, user, cancellationToken)) : NoTenant();

    private static async Task<IResult> SetAsync(
        CareRelationRequest request, HttpContext context, ICallSource calls, CareTeam team, CancellationToken cancellationToken) =>
        Answer(await team.SetAsync(
            request.User ?? "", request.Subject ?? "", request.From, request.Until, KernelAccess.Caller(context, calls).Actor,
            KernelAccess.Reach(context, calls), cancellationToken));

    private static async Task<IResult> EndAsync(
        HttpContext context, ICallSource calls, CareTeam team, string user, string subject, CancellationToken cancellationToken) =>
        Answer(await team.EndAsync(user, subject, KernelAccess.Caller(context, calls).Actor, KernelAccess.Reach(context, calls), cancellationToken));

    private static async Task<IResult> BreakAsync(
        BreakGlassRequest request, HttpContext context, ICallSource calls, BreakGlass glass, CancellationToken cancellationToken) =>
        Answer(await glass.OpenAsync(KernelAccess.Caller(context, calls), request.Subject ?? "", request.Reason ?? "", cancellationToken));

    private static async Task<IResult> ReportAsync(
        HttpContext context, ICallSource calls, BreakGlass glass, TimeProvider time, string? tenant, DateTimeOffset? since, int? limit, CancellationToken cancellationToken) =>
        Tenant(context, calls, tenant) is { } asked
            ? TypedResults.Ok(await glass.ListAsync(asked, since ?? time.GetUtcNow() - Reported, limit ?? 200, cancellationToken))
            : NoTenant();

    private static async Task<IResult> ExplainAsync(
        HttpContext context, ICallSource calls, ExplainAccess explain, string user, string subject, string? kind, CancellationToken cancellationToken) =>
        await explain.RunAsync(user, subject, kind, KernelAccess.Reach(context, calls), cancellationToken) is { } explanation
            ? TypedResults.Ok(explanation)
            : Refuse("ACC-3001", "There is no such user.", 404);

    /// <summary>The tenant asked for, or the caller's own; null when it is out of reach or not named.</summary>
    private static string? Tenant(HttpContext context, ICallSource calls, string? asked)
    {
        var reach = KernelAccess.Reach(context, calls);
        var tenant = asked ?? reach.Tenant ?? calls.For(context)?.Tenant;
        return tenant is { Length: > 0 } && reach.Covers(tenant) ? tenant : null;
    }

    private static IResult Answer(AccessOutcome outcome) => outcome switch
    {
        AccessOutcome.Related related => TypedResults.Ok(related.Relation),
        AccessOutcome.Opened opened => TypedResults.Ok(opened.Access),
        AccessOutcome.Ended => TypedResults.NoContent(),
        AccessOutcome.Refused { Code: "ACC-3001" } refused => Refuse(refused.Code, refused.Reason, 404),
        AccessOutcome.Refused { Code: "ACC-3005" or "ACC-3006" } refused => Refuse(refused.Code, refused.Reason, 409),
        AccessOutcome.Refused refused => Refuse(refused.Code, refused.Reason, 400),
        _ => throw new InvalidOperationException($"{outcome.GetType()} is no outcome."),
    };

    private static IResult NoTenant() => Refuse("TEN-2000", "There is no such tenant.", 404);

    private static IResult Refuse(string code, string reason, int status) => Results.Problem(
        statusCode: status, title: "Not done", detail: reason, extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <summary>A user's place in a care team.</summary>
public sealed record CareRelationRequest(string? User, string? Subject, DateTimeOffset? From, DateTimeOffset? Until);

/// <summary>Emergency access to one data subject.</summary>
public sealed record BreakGlassRequest(string? Subject, string? Reason);
