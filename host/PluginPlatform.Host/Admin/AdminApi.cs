using Microsoft.AspNetCore.Http.HttpResults;
using PluginPlatform.Audit;
using PluginPlatform.Events;
using PluginPlatform.Host.Readers;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Host.Admin;

/// <summary>The kernel's administration over HTTP, for the command line and for scripts.</summary>
internal static class AdminApi
{
    public static void MapAdminApi(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin/api").NoPatientData().AllowAnonymous();
        admin.AddEndpointFilter<RouteGroupBuilder, KernelAccess>();
        admin.MapGet("/plugins", Plugins).RequirePermission(KernelPermissions.PluginsRead);
        admin.MapGet("/plugins/list", List).RequirePermission(KernelPermissions.PluginsRead);
        admin.MapPost("/plugins/{id}/switch", SwitchAsync).RequirePermission(KernelPermissions.PluginsManage);
        admin.MapGet("/events/subscriptions", Subscriptions).RequirePermission(KernelPermissions.EventsManage);
        admin.MapGet("/events/dead-letters", DeadLettersAsync).RequirePermission(KernelPermissions.EventsManage);
        admin.MapPost("/events/dead-letters/{plugin}/replay", ReplayAsync).RequirePermission(KernelPermissions.EventsManage);
        TenantApi.Map(admin);
        AuditApi.Map(admin);
        EncryptionApi.Map(admin);
        SignInApi.Map(admin);
        ClientApi.Map(admin);
        FederationApi.Map(admin);
        KeyApi.Map(admin);
        UserApi.Map(admin);
        AccessApi.Map(admin);
        ConsentApi.Map(admin);
        RectificationApi.Map(admin);
        ErasureApi.Map(admin);
        SubjectExportApi.Map(admin);
        ResearchApi.Map(admin);
        ComplianceApi.Map(admin);
        RetentionApi.Map(admin);
    }

    private static Ok<PluginList> Plugins(PluginAdministration plugins) =>
        TypedResults.Ok(new PluginList(plugins.FileError, plugins.Plugins));

    private static Ok<IReadOnlyList<PluginStatus>> List(PluginAdministration plugins) => TypedResults.Ok(plugins.Plugins);

    private static async Task<IResult> SwitchAsync(
        string id, SwitchRequest request, HttpContext context, ICallSource calls, PluginAdministration plugins,
        AuditTrail audit, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!request.Enabled && string.IsNullOrWhiteSpace(request.Reason))
        {
            return Results.Problem(statusCode: 400, title: "Say why it is switched off", extensions: Code("admin.reason"));
        }

        var caller = KernelAccess.Caller(context, calls);
        await audit.AppendAsync(SwitchRow.For(caller, id, request.Enabled, request.Reason ?? "", time.GetUtcNow()), cancellationToken);
        return await plugins.SwitchAsync(id, request.Enabled, cancellationToken) is { } refusal
            ? Results.Problem(statusCode: 409, title: "Not switched", detail: refusal, extensions: Code("admin.switch"))
            : TypedResults.Ok(plugins.Plugins.First(p => p.Id == id));
    }

    private static Ok<IReadOnlyList<SubscriptionStatus>> Subscriptions(EventDispatcher events) => TypedResults.Ok(events.Status);

    private static async Task<Ok<IReadOnlyList<DeadLetter>>> DeadLettersAsync(EventDispatcher events, CancellationToken cancellationToken) =>
        TypedResults.Ok(await events.DeadLettersAsync(500, cancellationToken));

    private static async Task<Ok<ReplayAnswer>> ReplayAsync(string plugin, EventDispatcher events, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ReplayAnswer(await events.ReplayDeadLettersAsync(plugin, cancellationToken)));

    private static Dictionary<string, object?> Code(string code) => new() { ["code"] = code };
}

/// <summary>Plugins and what is wrong with plugins.json.</summary>
public sealed record PluginList(string? FileError, IReadOnlyList<PluginStatus> Plugins);

/// <summary>On or off, and why.</summary>
public sealed record SwitchRequest(bool Enabled, string? Reason);

/// <summary>How many events are tried again.</summary>
public sealed record ReplayAnswer(int Replayed);
