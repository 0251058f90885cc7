using Microsoft.AspNetCore.Http.HttpResults;
using PluginPlatform.Audit;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Storage;
using PluginPlatform.Storage.Encryption;

namespace PluginPlatform.Host.Admin;

/// <summary>Keys of tenants: seen, rotated, wrapped anew, destroyed. Each change is in the audit trail before it is made.</summary>
internal static class EncryptionApi
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/encryption", StatusAsync).RequirePermission(KernelPermissions.EncryptionManage);
        admin.MapPost("/encryption/rotate", RotateAsync).RequirePermission(KernelPermissions.EncryptionManage);
        admin.MapPost("/encryption/rewrap", RewrapAsync).RequirePermission(KernelPermissions.EncryptionManage);
        admin.MapPost("/encryption/shred", ShredAsync).RequirePermission(KernelPermissions.EncryptionManage);
    }

    private static async Task<Ok<EncryptionStatus>> StatusAsync(string? tenant, PlatformStorage storage, CancellationToken cancellationToken) =>
        TypedResults.Ok(await storage.Encryption.StatusAsync(tenant, cancellationToken));

    private static async Task<IResult> RotateAsync(
        RotateRequest request, HttpContext context, ICallSource calls, PlatformStorage storage, AuditTrail audit, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(storage, request.Tenant, cancellationToken))
        {
            return Unknown(request.Tenant);
        }

        await audit.AppendAsync(Row(KernelAccess.Caller(context, calls), time, request.Tenant, "key-rotated", null), cancellationToken);
        return await storage.Encryption.RotateAsync(request.Tenant, cancellationToken) is null
            ? Refuse(409, "encryption.shredded", "The tenant's keys were destroyed; there is nothing to rotate.")
            : TypedResults.Ok(await storage.Encryption.StatusAsync(request.Tenant, cancellationToken));
    }

    private static async Task<IResult> RewrapAsync(
        RewrapRequest request, HttpContext context, ICallSource calls, PlatformStorage storage, AuditTrail audit, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var caller = KernelAccess.Caller(context, calls);
        await audit.AppendAsync(Row(caller, time, "", request.NewMasterKey ? "master-key-rotated" : "keys-rewrapped", null), cancellationToken);
        if (request.NewMasterKey)
        {
            storage.MasterKey.Rotate();
        }

        var count = await storage.Encryption.RewrapAsync(cancellationToken);
        var status = await storage.Encryption.StatusAsync(tenant: null, cancellationToken);
        return TypedResults.Ok(new RewrapAnswer(count, status.CurrentWrappingKey));
    }

    private static async Task<IResult> ShredAsync(
        ShredRequest request, HttpContext context, ICallSource calls, PlatformStorage storage, AuditTrail audit, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(storage, request.Tenant, cancellationToken))
        {
            return Unknown(request.Tenant);
        }

        if (request.Confirm != Confirmation(request.Tenant) || string.IsNullOrWhiteSpace(request.Reason))
        {
            return Refuse(
                400, "encryption.confirm",
                $"Nothing was destroyed. Everything encrypted for the tenant would be gone for good: confirm by typing \"{Confirmation(request.Tenant)}\", and give the reason.");
        }

        await audit.AppendAsync(Row(KernelAccess.Caller(context, calls), time, request.Tenant, "keys-destroyed", request.Reason), cancellationToken);
        return TypedResults.Ok(new ShredAnswer(request.Tenant, await storage.Encryption.ShredAsync(request.Tenant, cancellationToken)));
    }

    private static string Confirmation(string tenant) => $"destroy {tenant}";

    private static async Task<bool> ExistsAsync(PlatformStorage storage, string tenant, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "SELECT EXISTS (SELECT FROM platform.tenant WHERE id = $1) OR EXISTS (SELECT FROM platform.data_key WHERE tenant_id = $1)");
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = tenant });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static AuditRow Row(CallContext caller, TimeProvider time, string tenant, string action, string? reason) => new()
    {
        At = time.GetUtcNow(),
        Tenant = tenant.Length > 0 ? tenant : caller.Tenant,
        ActorKind = caller.Actor.Kind.ToString().ToLowerInvariant(),
        ActorId = caller.Actor.Id,
        ActorName = caller.Actor.Name,
        Action = action,
        Purpose = caller.Purpose,
        Plugin = "kernel",
        Operation = action,
        RequestId = caller.RequestId,
        Outcome = AuditOutcome.Success,
        Detail = reason is { Length: > 200 } ? reason[..200] : reason,
    };

    private static IResult Unknown(string tenant) => Refuse(404, "tenant.unknown", $"There is no tenant '{tenant}'.");

    private static IResult Refuse(int status, string code, string detail) =>
        Results.Problem(statusCode: status, title: "Not done", detail: detail, extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <summary>Whose data key to rotate.</summary>
public sealed record RotateRequest(string Tenant);

/// <summary>Whether to make a new master key first.</summary>
public sealed record RewrapRequest(bool NewMasterKey);

/// <summary>How many data keys were wrapped anew, and by which key.</summary>
public sealed record RewrapAnswer(int Rewrapped, string WrappedBy);

/// <summary>Whose keys to destroy; <paramref name="Confirm"/> is <c>destroy</c> and the tenant's id.</summary>
public sealed record ShredRequest(string Tenant, string Confirm, string Reason);

/// <summary>How many keys were destroyed.</summary>
public sealed record ShredAnswer(string Tenant, int Destroyed);
