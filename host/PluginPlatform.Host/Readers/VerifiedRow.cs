using System.Globalization;
using PluginPlatform.Audit;
using PluginPlatform.Audit.Verifying;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Host.Readers;

/// <summary>The audit row of what a verification found. It is of no tenant, as the trail is.</summary>
internal static class VerifiedRow
{
    public const string Action = "audit-verified";

    private const string NoTenant = "-";

    public static AuditRow For(CallContext caller, AuditReport report, DateTimeOffset at)
    {
        var first = report.Findings.Count > 0 ? $"; first {report.Findings[0].Kind} at {report.Findings[0].Position}" : "";
        var said = string.Create(CultureInfo.InvariantCulture, $"rows={report.Rows}; seals={report.Seals}; findings={report.FindingCount}{first}");
        return KernelRow.For(caller, Action, "audit verify", said, at) with
        {
            Tenant = NoTenant,
            Outcome = report.Sound ? AuditOutcome.Success : AuditOutcome.Failed,
        };
    }
}
