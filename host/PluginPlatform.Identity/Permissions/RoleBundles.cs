using System.Collections.Frozen;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity.Permissions;

/// <summary>The built-in roles as bundles of permissions.</summary>
internal static class RoleBundles
{
    private static readonly FrozenDictionary<string, string[]> Kernel = new Dictionary<string, string[]>
    {
        [Roles.SuperAdmin] =
        [
            KernelPermissions.PluginsRead, KernelPermissions.PluginsManage, KernelPermissions.UsersManage,
            KernelPermissions.ClientsManage, KernelPermissions.KeysManage, KernelPermissions.TenantsManage, KernelPermissions.AuditRead,
            KernelPermissions.AuditReadOwn, KernelPermissions.AuditReadAll, KernelPermissions.AuditVerify, KernelPermissions.EventsManage, KernelPermissions.EncryptionManage, KernelPermissions.RetentionManage,
            KernelPermissions.ShellUse,
        ],

        // users:manage and its like reach every tenant and every role; one who runs a single tenant holds the own- ones.
        [Roles.OrgAdmin] =
        [
            KernelPermissions.PluginsRead, KernelPermissions.OwnUsersManage, KernelPermissions.OwnClientsManage,
            KernelPermissions.AuditRead, KernelPermissions.AuditReadOwn, KernelPermissions.ResearchExport, KernelPermissions.ConsentsManage, KernelPermissions.PrivacyManage,
            KernelPermissions.ShellUse,
        ],
        [Roles.Provider] = [KernelPermissions.ShellUse, KernelPermissions.BreakGlass, KernelPermissions.ConsentsManage],
        [Roles.Nurse] = [KernelPermissions.ShellUse, KernelPermissions.BreakGlass, KernelPermissions.ConsentsManage],
        [Roles.Patient] = [KernelPermissions.ShellUse, KernelPermissions.AuditReadOwn, KernelPermissions.OwnConsentsManage],
        [Roles.ApiConsumer] = [],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every role there is.</summary>
    public static IEnumerable<string> Names => Kernel.Keys;

    public static bool Exists(string role) => Kernel.ContainsKey(role);

    /// <summary>Unknown roles give nothing.</summary>
    /// <param name="reach">How far the role reaches into patient data for this user; without any, permissions on it are left out.</param>
    public static IEnumerable<string> Of(string role, PermissionSnapshot snapshot, DataReach reach)
    {
        if (!Kernel.TryGetValue(role, out var kernel))
        {
            return [];
        }

        return kernel.Concat(snapshot.Definitions
            .Where(permission => permission.DefaultRoles.Contains(role) && (!permission.PatientData || reach != DataReach.None))
            .Select(permission => permission.Name));
    }

    /// <summary>Only treatment opens records, and a patient's link to the own one. Those who run the platform or a tenant never see
    /// patient data by virtue of that role, whatever a plugin proposes.</summary>
    public static DataReach ReachOf(string role, bool linked) =>
        Roles.Clinical.Contains(role) ? DataReach.Treatment
        : role == Roles.Patient && linked ? DataReach.Own
        : DataReach.None;

    /// <summary>The parties that consents to treatment name, for the roles among these that treat.</summary>
    public static string TreatingAs(IReadOnlyCollection<string> roles)
    {
        var treating = roles.Where(role => Roles.Clinical.Contains(role)).Select(ConsentParty.Role).ToList();
        return treating.Count == 0 ? "" : string.Join('\n', treating.Prepend(ConsentParty.Treatment));
    }

    public static DataGrants DataOf(DataReach reach) => reach switch
    {
        DataReach.Treatment => DataGrants.All,
        DataReach.Own => OwnRecord,
        _ => DataGrants.None,
    };

    private static DataGrants OwnRecord { get; } = new([new(DataGrants.AnyKind, DataAction.Read | DataAction.Search)]);
}
