using PluginPlatform.Host.Composition;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Privacy;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Host.Admin;

/// <summary>What patients decided about their data: written down by those who look after them, or by themselves.</summary>
internal static class ConsentApi
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        // A patient's view holds the own record alone: nobody else's consents are seen or written with it.
        var consents = admin.MapGroup("/consents").RequireEverywhereOrOwn(KernelPermissions.ConsentsManage, KernelPermissions.OwnConsentsManage);
        consents.MapGet("", ListAsync);
        consents.MapPost("", GiveAsync);
        consents.MapDelete("/{id:guid}", WithdrawAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, ICallSource calls, TenantLife tenants, ConsentBook book, string subject, string? tenant, CancellationToken cancellationToken) =>
        await CallAsync(context, calls, tenants, tenant, cancellationToken) is { } call
        && await book.ListAsync(call, subject, cancellationToken) is { } list
            ? TypedResults.Ok(list) : Unknown();

    private static async Task<IResult> GiveAsync(
        ConsentRequest request, HttpContext context, ICallSource calls, TenantLife tenants, ConsentBook book, string? tenant, CancellationToken cancellationToken) =>
        await CallAsync(context, calls, tenants, tenant, cancellationToken) is { } call
            ? Answer(await book.GiveAsync(call, request.ToConsent(), cancellationToken)) : Unknown();

    private static async Task<IResult> WithdrawAsync(
        Guid id, HttpContext context, ICallSource calls, TenantLife tenants, ConsentBook book, string? tenant, CancellationToken cancellationToken) =>
        await CallAsync(context, calls, tenants, tenant, cancellationToken) is { } call
            ? Answer(await book.WithdrawAsync(call, id, cancellationToken)) : Unknown();

    /// <returns>Null for one who holds nothing but the own record and has none: such a view is not narrowed.</returns>
    internal static async Task<CallContext?> CallAsync(
        HttpContext context, ICallSource calls, TenantLife tenants, string? tenant, CancellationToken cancellationToken) =>
        await TenantCall.OfAsync(context, calls, tenants, tenant, cancellationToken) is { } call
        && (OperatorSocket.Carries(context) || call.Has(KernelPermissions.ConsentsManage) || call.View.Subject is { Length: > 0 })
            ? call : null;

    private static IResult Answer(ConsentOutcome outcome) => outcome switch
    {
        ConsentOutcome.Written written => TypedResults.Ok(written.Consent),
        ConsentOutcome.Unknown => Unknown(),
        ConsentOutcome.Refused { Code: "CON-3005" } refused => Refuse(refused.Code, refused.Reason, 409),
        ConsentOutcome.Refused refused => Refuse(refused.Code, refused.Reason, 400),
        _ => throw new InvalidOperationException($"{outcome.GetType()} is no outcome."),
    };

    private static IResult Unknown() => Refuse("CON-3001", "There is no such consent, or no such patient whom you see.", 404);

    private static IResult Refuse(string code, string reason, int status) => Results.Problem(
        statusCode: status, title: "Not done", detail: reason, extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <summary>A decision to write down.</summary>
public sealed record ConsentRequest(string? Subject, string? Party, string? Decision, string? Note, DateTimeOffset? Until)
{
    internal NewConsent ToConsent() => new(Subject ?? "", Party ?? "", Decision ?? "", Note, Until);
}
