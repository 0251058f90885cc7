using PluginPlatform.Host.Compliance;
using PluginPlatform.Host.Composition;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Host.Admin;

/// <summary>The compliance report as JSON.</summary>
internal static class ComplianceApi
{
    private const int StandardPeriod = 30;

    public static void Map(IEndpointRouteBuilder admin) =>
        admin.MapGet("/compliance", ReadAsync).RequirePermission(KernelPermissions.AuditRead);

    private static async Task<IResult> ReadAsync(
        int? days, bool? everyTenant, HttpContext context, ICallSource calls, ReadCompliance read, CancellationToken cancellationToken)
    {
        var call = KernelAccess.Caller(context, calls);
        var mayAll = OperatorSocket.Carries(context) || call.Has(KernelPermissions.AuditReadAll);
        return await read.RunAsync(call, mayAll, days ?? StandardPeriod, everyTenant ?? false, cancellationToken) switch
        {
            ComplianceAnswer.Made made => TypedResults.Ok(made.Report),
            ComplianceAnswer.Refused refused => Results.Problem(
                statusCode: refused.Code switch { "auth.permission" => 403, "compliance.timeout" => 503, _ => 400 }, title: "No report",
                detail: refused.Reason, extensions: new Dictionary<string, object?> { ["code"] = refused.Code }),
            var other => throw new InvalidOperationException($"{other.GetType()} is no answer."),
        };
    }
}
