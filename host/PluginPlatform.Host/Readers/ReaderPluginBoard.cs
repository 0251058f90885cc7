using PluginPlatform.Audit;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins;
using PluginPlatform.Sdk.UI.Hosting;
using ISession = PluginPlatform.Sdk.UI.Hosting.ISession;

namespace PluginPlatform.Host.Readers;

/// <summary>The plugin board as the current reader may use it: permission checked, switching audited.</summary>
internal sealed class ReaderPluginBoard(PluginAdministration administration, ISession session, AuditTrail audit, TimeProvider time) : IPluginBoard
{
    public event Action? Changed
    {
        add => administration.Changed += value;
        remove => administration.Changed -= value;
    }

    public IReadOnlyList<PluginStatus> Plugins => administration.Plugins;

    public string? FileError => administration.FileError;

    public IReadOnlyList<PluginNews> News => administration.News;

    public async Task<string?> SwitchAsync(string plugin, bool enabled, string reason, CancellationToken cancellationToken)
    {
        var call = await session.CallAsync(cancellationToken);
        if (call is null || !call.Has(KernelPermissions.PluginsManage))
        {
            return $"It needs the permission {KernelPermissions.PluginsManage}. Ask an administrator.";
        }

        if (!enabled && string.IsNullOrWhiteSpace(reason))
        {
            return "Say why it is switched off; the reason goes into the audit trail.";
        }

        await audit.AppendAsync(SwitchRow.For(call, plugin, enabled, reason, time.GetUtcNow()), cancellationToken);
        return await administration.SwitchAsync(plugin, enabled, cancellationToken);
    }
}
