using PluginPlatform.Host.Composition;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Host.Admin;

/// <summary>Guards the kernel's own endpoints by the same declarations plugins make; the operator's socket may all.</summary>
internal sealed class KernelAccess(ICallSource calls) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var call = OperatorSocket.Carries(http) ? null : calls.For(http);
        if (call is null && !OperatorSocket.Carries(http))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Refuse(401, "auth.required", "Sign in first");
        }

        var metadata = http.GetEndpoint()!.Metadata;
        var own = metadata.GetMetadata<OwnTenantPermission>();
        var missing = metadata.OfType<RequiredPermission>()
            .FirstOrDefault(p => call is not null && !call.Has(p.Name) && !(own?.Everywhere == p.Name && call.Has(own.Own)));
        return missing is null ? next(context) : Refuse(403, "auth.permission", $"It needs the permission {own?.Own ?? missing.Name}");
    }

    /// <summary>How far the caller of an endpoint with <see cref="OwnTenantPermission"/> reaches.</summary>
    public static AdminReach Reach(HttpContext context, ICallSource calls)
    {
        if (OperatorSocket.Carries(context))
        {
            return AdminReach.Operator;
        }

        var own = context.GetEndpoint()!.Metadata.GetRequiredMetadata<OwnTenantPermission>();
        return calls.For(context) is { } call && AdminReach.Of(call, own.Everywhere, own.Own) is { } reach
            ? reach
            : throw new InvalidOperationException("The endpoint was reached without either of its permissions.");
    }

    /// <summary>Who acts: the signed-in caller, or the operator at the machine.</summary>
    public static CallContext Caller(HttpContext context, ICallSource calls) => calls.For(context) ?? new CallContext
    {
        Tenant = "", Actor = new(ActorKind.User, "operator", "operator"), Permissions = [], Data = DataGrants.None, RequestId = context.TraceIdentifier,
    };

    private static ValueTask<object?> Refuse(int status, string code, string title) =>
        ValueTask.FromResult<object?>(Results.Problem(statusCode: status, title: title, extensions: new Dictionary<string, object?> { ["code"] = code }));
}
