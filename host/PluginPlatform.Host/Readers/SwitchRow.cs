using PluginPlatform.Audit;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Host.Readers;

/// <summary>The audit row of switching a plugin: written before the switch, so that an unwritable trail stops it.</summary>
internal static class SwitchRow
{
    public static AuditRow For(CallContext call, string plugin, bool enabled, string reason, DateTimeOffset at) => new()
    {
        At = at,
        Tenant = call.Tenant,
        ActorKind = call.Actor.Kind.ToString().ToLowerInvariant(),
        ActorId = call.Actor.Id,
        ActorName = call.Actor.Name,
        Action = enabled ? "plugin-on" : "plugin-off",
        Purpose = call.Purpose,
        Plugin = "kernel",
        Operation = $"switch {plugin}",
        RequestId = call.RequestId,
        Outcome = AuditOutcome.Success,
        Detail = reason.Length > 200 ? reason[..200] : reason,
    };
}
