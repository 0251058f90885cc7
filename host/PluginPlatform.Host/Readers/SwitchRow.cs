using PluginPlatform.Audit;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Host.Readers;

/// <summary>The audit row of switching a plugin.</summary>
internal static class SwitchRow
{
    public static AuditRow For(CallContext call, string plugin, bool enabled, string reason, DateTimeOffset at) =>
        KernelRow.For(call, enabled ? "plugin-on" : "plugin-off", $"switch {plugin}", reason, at);
}
