using PluginPlatform.Audit;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Host.Readers;

/// <summary>The audit row of an act upon the kernel: written before the act, so that an unwritable trail stops it.</summary>
internal static class KernelRow
{
    private const int LongestDetail = 200;

    public static AuditRow For(CallContext call, string action, string operation, string? detail, DateTimeOffset at) => new()
    {
        At = at,
        Tenant = call.Tenant,
        ActorKind = ActorKinds.Word(call.Actor.Kind),
        ActorId = call.Actor.Id,
        ActorName = call.Actor.Name,
        Action = action,
        Purpose = call.Purpose,
        Plugin = "kernel",
        Operation = operation,
        RequestId = call.RequestId,
        Outcome = AuditOutcome.Success,
        Detail = detail?.Length > LongestDetail ? detail[..LongestDetail] : detail,
    };
}
