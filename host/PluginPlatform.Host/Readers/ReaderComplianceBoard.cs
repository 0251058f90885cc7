using PluginPlatform.Host.Compliance;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Sdk.UI.Hosting;
using ISession = PluginPlatform.Sdk.UI.Hosting.ISession;

namespace PluginPlatform.Host.Readers;

/// <summary>The compliance report as the current reader may see it.</summary>
internal sealed class ReaderComplianceBoard(ReadCompliance read, ISession session) : IComplianceBoard
{
    public async Task<ComplianceAnswer> ReadAsync(int days, bool everyTenant, CancellationToken cancellationToken) =>
        await session.CallAsync(cancellationToken) is { } call
            ? await read.RunAsync(call, call.Has(KernelPermissions.AuditReadAll), days, everyTenant, cancellationToken)
            : new ComplianceAnswer.Refused("auth.required", "Sign in first.");
}
