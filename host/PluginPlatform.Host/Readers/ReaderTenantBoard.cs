using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Shell.Tenants;
using ISession = PluginPlatform.Sdk.UI.Hosting.ISession;

namespace PluginPlatform.Host.Readers;

/// <summary>The tenants as the current reader may administer them; asked anew at every step, because a page outlives rights.</summary>
internal sealed class ReaderTenantBoard(TenantLife tenants, TenantDirectory directory, RemoveTenant remove, ISession session) : ITenantBoard
{
    private const string Forbidden = $"It needs the permission {KernelPermissions.TenantsManage}. Ask an administrator.";

    public async Task<IReadOnlyList<TenantLine>> ListAsync(CancellationToken cancellationToken) =>
        await WhoAsync(cancellationToken) is null ? [] : [.. (await tenants.ListAsync(cancellationToken)).Select(Line)];

    public async Task<string?> AddAsync(string id, string name, CancellationToken cancellationToken)
    {
        if (await WhoAsync(cancellationToken) is null)
        {
            return Forbidden;
        }

        try
        {
            return await directory.AddAsync(id, name.Length > 0 ? name : id, cancellationToken) ? null : $"There is a tenant '{id}' already.";
        }
        catch (ArgumentException fault)
        {
            return fault.Message;
        }
    }

    public Task<string?> SuspendAsync(string id, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(call => tenants.SuspendAsync(id, reason, call.Actor, call.Tenant, cancellationToken), cancellationToken);

    public Task<string?> ResumeAsync(string id, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(call => tenants.ResumeAsync(id, reason, call.Actor, cancellationToken), cancellationToken);

    public Task<string?> DeleteAsync(string id, string typedName, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(call => remove.RunAsync(id, typedName, reason, call.Actor, cancellationToken), cancellationToken);

    public Task<string?> SetAsync(string id, IReadOnlyList<string> hosts, bool careTeam, int breakGlassMinutes, CancellationToken cancellationToken) =>
        ChangeAsync(call => tenants.SetAsync(id, new(hosts, careTeam, breakGlassMinutes), call.Actor, cancellationToken), cancellationToken);

    private async Task<string?> ChangeAsync(Func<CallContext, Task<TenantOutcome>> change, CancellationToken cancellationToken) =>
        await WhoAsync(cancellationToken) is not { } call
            ? Forbidden
            : await change(call) switch
            {
                TenantOutcome.Changed or TenantOutcome.Deleted => null,
                TenantOutcome.Refused refused => refused.Reason,
                _ => "There is no such tenant any more. Look at the list again.",
            };

    private async ValueTask<CallContext?> WhoAsync(CancellationToken cancellationToken) =>
        await session.CallAsync(cancellationToken) is { } call && call.Has(KernelPermissions.TenantsManage) ? call : null;

    private static TenantLine Line(TenantEntry tenant) => new(
        tenant.Id, tenant.Name, tenant.State, tenant.Users, tenant.Clients, tenant.Settings.Hosts, tenant.Settings.CareTeam, tenant.Settings.BreakGlassMinutes);
}
