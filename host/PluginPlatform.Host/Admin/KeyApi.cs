using Microsoft.AspNetCore.Http.HttpResults;
using PluginPlatform.Identity.Keys;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Admin;

/// <summary>The keys that sign tokens.</summary>
internal static class KeyApi
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/keys", ListAsync).RequirePermission(KernelPermissions.KeysManage);
        admin.MapPost("/keys/rotate", RotateAsync).RequirePermission(KernelPermissions.KeysManage);
    }

    private static async Task<Ok<IReadOnlyList<KeyState>>> ListAsync(KeyDirectory keys, CancellationToken cancellationToken) =>
        TypedResults.Ok(await keys.ListAsync(cancellationToken));

    private static async Task<Ok<IReadOnlyList<KeyState>>> RotateAsync(
        RotateKeysRequest request, HttpContext context, ICallSource calls, KeyDirectory keys, CancellationToken cancellationToken) =>
        TypedResults.Ok(await keys.RotateAsync(request.Compromised, KernelAccess.Caller(context, calls).Actor, cancellationToken));
}

/// <summary>Whether the old keys must stop at once.</summary>
public sealed record RotateKeysRequest(bool Compromised);
