using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Privacy.Rectifying;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Admin;

/// <summary>Corrections patients ask for: asked and disagreed with by the patient or for the patient, decided by those who look after the record.</summary>
internal static class RectificationApi
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        var requests = admin.MapGroup("/rectifications");
        requests.MapGet("", ListAsync).RequireEverywhereOrOwn(KernelPermissions.ConsentsManage, KernelPermissions.OwnConsentsManage);
        requests.MapPost("", AskAsync).RequireEverywhereOrOwn(KernelPermissions.ConsentsManage, KernelPermissions.OwnConsentsManage);
        requests.MapPost("/{id:guid}/disagreement", DisagreeAsync).RequireEverywhereOrOwn(KernelPermissions.ConsentsManage, KernelPermissions.OwnConsentsManage);
        requests.MapPost("/{id:guid}/decision", DecideAsync).RequirePermission(KernelPermissions.ConsentsManage);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, ICallSource calls, TenantLife tenants, Rectifications requests, string subject, string? tenant, CancellationToken cancellationToken) =>
        await ConsentApi.CallAsync(context, calls, tenants, tenant, cancellationToken) is { } call
        && await requests.ListAsync(call, subject, cancellationToken) is { } list ? TypedResults.Ok(list) : Unknown();

    private static async Task<IResult> AskAsync(
        AskedCorrection request, HttpContext context, ICallSource calls, TenantLife tenants, Rectifications requests, string? tenant, CancellationToken cancellationToken) =>
        await ConsentApi.CallAsync(context, calls, tenants, tenant, cancellationToken) is { } call
            ? Answer(await requests.AskAsync(call, request.Subject ?? "", request.What ?? "", cancellationToken)) : Unknown();

    private static async Task<IResult> DecideAsync(
        Guid id, CorrectionDecision request, HttpContext context, ICallSource calls, TenantLife tenants, Rectifications requests, string? tenant, CancellationToken cancellationToken) =>
        await ConsentApi.CallAsync(context, calls, tenants, tenant, cancellationToken) is { } call
            ? Answer(await requests.DecideAsync(call, id, request.Reason ?? "", request.Corrected, cancellationToken)) : Unknown();

    private static async Task<IResult> DisagreeAsync(
        Guid id, Disagreement request, HttpContext context, ICallSource calls, TenantLife tenants, Rectifications requests, string? tenant, CancellationToken cancellationToken) =>
        await ConsentApi.CallAsync(context, calls, tenants, tenant, cancellationToken) is { } call
            ? Answer(await requests.DisagreeAsync(call, id, request.Statement ?? "", cancellationToken)) : Unknown();

    private static IResult Answer(RectificationOutcome outcome) => outcome switch
    {
        RectificationOutcome.Written written => TypedResults.Ok(written.Request),
        RectificationOutcome.Unknown => Unknown(),
        RectificationOutcome.Refused { Code: "REC-3004" } refused => Refuse(refused.Code, refused.Reason, 409),
        RectificationOutcome.Refused refused => Refuse(refused.Code, refused.Reason, 400),
        _ => throw new InvalidOperationException($"{outcome.GetType()} is no outcome."),
    };

    private static IResult Unknown() => Refuse("REC-3001", "There is no such request, or no such patient whom you see.", 404);

    private static IResult Refuse(string code, string reason, int status) => Results.Problem(
        statusCode: status, title: "Not done", detail: reason, extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <summary>What a patient wants corrected.</summary>
public sealed record AskedCorrection(string? Subject, string? What);

/// <summary>The decision, with the version that corrects it, <c>Type/id/_history/version</c>; without one it is refused.</summary>
public sealed record CorrectionDecision(string? Reason, string? Corrected);

/// <summary>The patient's statement against a refusal.</summary>
public sealed record Disagreement(string? Statement);
