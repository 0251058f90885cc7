using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Privacy.Erasing;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Admin;

/// <summary>Erasing patients at their request, and the legal holds that keep it back.</summary>
internal static class ErasureApi
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        var privacy = admin.MapGroup("/privacy").RequirePermission(KernelPermissions.PrivacyManage);
        privacy.MapGet("/holds", HoldsAsync);
        privacy.MapPost("/holds", HoldAsync);
        privacy.MapDelete("/holds/{id:guid}", ReleaseAsync);
        privacy.MapPost("/erasures", PlanAsync);
        privacy.MapGet("/erasures/{id:guid}", FindAsync);
        privacy.MapPost("/erasures/{id:guid}/run", RunAsync);
    }

    private static async Task<IResult> HoldsAsync(
        HttpContext context, ICallSource calls, TenantLife tenants, LegalHolds holds, string subject, string? tenant, CancellationToken cancellationToken) =>
        await TenantCall.OfAsync(context, calls, tenants, tenant, cancellationToken) is { } call
            ? TypedResults.Ok(await holds.ListAsync(call.Tenant, subject, cancellationToken)) : Unknown();

    private static async Task<IResult> HoldAsync(
        HoldRequest request, HttpContext context, ICallSource calls, TenantLife tenants, LegalHolds holds, string? tenant, CancellationToken cancellationToken) =>
        await TenantCall.OfAsync(context, calls, tenants, tenant, cancellationToken) is { } call
            ? Answer(await holds.PlaceAsync(call.Tenant, request.Subject ?? "", request.Reason ?? "", request.Until, call.Actor, cancellationToken)) : Unknown();

    private static async Task<IResult> ReleaseAsync(
        Guid id, HttpContext context, ICallSource calls, TenantLife tenants, LegalHolds holds, string? tenant, CancellationToken cancellationToken) =>
        await TenantCall.OfAsync(context, calls, tenants, tenant, cancellationToken) is { } call
            ? Answer(await holds.ReleaseAsync(call.Tenant, id, call.Actor, cancellationToken)) : Unknown();

    private static async Task<IResult> PlanAsync(
        ErasureRequest request, HttpContext context, ICallSource calls, TenantLife tenants, EraseSubject erase, string? tenant, CancellationToken cancellationToken) =>
        await TenantCall.OfAsync(context, calls, tenants, tenant, cancellationToken) is { } call
            ? Answer(await erase.PlanAsync(call.Tenant, request.Subject ?? "", request.Reason ?? "", call.Actor, cancellationToken)) : Unknown();

    private static async Task<IResult> FindAsync(
        Guid id, HttpContext context, ICallSource calls, TenantLife tenants, EraseSubject erase, string? tenant, CancellationToken cancellationToken) =>
        await TenantCall.OfAsync(context, calls, tenants, tenant, cancellationToken) is { } call
        && await erase.FindAsync(call.Tenant, id, cancellationToken) is { } found ? TypedResults.Ok(found) : Unknown();

    private static async Task<IResult> RunAsync(
        Guid id, RunErasureRequest request, HttpContext context, ICallSource calls, TenantLife tenants, EraseSubject erase, string? tenant, CancellationToken cancellationToken) =>
        await TenantCall.OfAsync(context, calls, tenants, tenant, cancellationToken) is { } call
            ? Answer(await erase.RunAsync(call.Tenant, id, request.Subject ?? "", request.WithShared ?? false, call.Actor, cancellationToken)) : Unknown();

    private static IResult Answer(ErasureOutcome outcome) => outcome switch
    {
        ErasureOutcome.Done done => TypedResults.Ok(done.Erasure),
        ErasureOutcome.Held held => TypedResults.Ok(held.Hold),
        ErasureOutcome.Unknown => Unknown(),
        ErasureOutcome.Refused { Code: "ERA-3002" or "ERA-3003" or "ERA-3004" } refused => Refuse(refused.Code, refused.Reason, 400),
        ErasureOutcome.Refused refused => Refuse(refused.Code, refused.Reason, 409),
        _ => throw new InvalidOperationException($"{outcome.GetType()} is no outcome."),
    };

    private static IResult Unknown() => Refuse("ERA-3001", "There is no such erasure or hold in this tenant.", 404);

    private static IResult Refuse(string code, string reason, int status) => Results.Problem(
        statusCode: status, title: "Not done", detail: reason, extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <summary>A legal hold to place.</summary>
public sealed record HoldRequest(string? Subject, string? Reason, DateTimeOffset? Until);

/// <summary>An erasure to plan.</summary>
public sealed record ErasureRequest(string? Subject, string? Reason);

/// <summary>The patient's id typed by who erases, and whether rows about somebody else as well go too.</summary>
public sealed record RunErasureRequest(string? Subject, bool? WithShared);
