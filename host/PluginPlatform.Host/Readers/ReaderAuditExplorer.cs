using PluginPlatform.Identity.Permissions;
using PluginPlatform.Sdk.UI.Hosting;
using ISession = PluginPlatform.Sdk.UI.Hosting.ISession;

namespace PluginPlatform.Host.Readers;

/// <summary>The trail as the current reader may see it.</summary>
internal sealed class ReaderAuditExplorer(LookIntoAudit look, ISession session) : IAuditExplorer
{
    private const int PageSize = 100;

    public async Task<AuditAnswer> FindAsync(AuditFilter filter, string? after, CancellationToken cancellationToken) =>
        await session.CallAsync(cancellationToken) is { } call
            ? await look.FindAsync(call, call.Has(KernelPermissions.AuditReadAll), filter, after, PageSize, cancellationToken)
            : new AuditAnswer.Refused("auth.required", "Sign in first.");
}
