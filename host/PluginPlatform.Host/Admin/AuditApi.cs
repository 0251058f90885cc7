using Microsoft.AspNetCore.Http.HttpResults;
using PluginPlatform.Audit;
using PluginPlatform.Audit.Verifying;
using PluginPlatform.Host.Readers;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Admin;

/// <summary>The audit trail over HTTP. Looking at it leaves a row in it.</summary>
internal static class AuditApi
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapPost("/audit/verify", VerifyAsync).RequirePermission(KernelPermissions.AuditVerify);
    }

    private static async Task<Ok<AuditReport>> VerifyAsync(
        HttpContext context, ICallSource calls, AuditTrail audit, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = KernelAccess.Caller(context, calls);
        await audit.AppendAsync(KernelRow.For(caller, "audit-verify", "audit verify", null, time.GetUtcNow()), cancellationToken);
        return TypedResults.Ok(await audit.VerifyAsync(cancellationToken));
    }
}
