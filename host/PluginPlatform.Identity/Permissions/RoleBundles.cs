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
            KernelPermissions.ClientsManage, KernelPermissions.TenantsManage, KernelPermissions.AuditRead,
            KernelPermissions.AuditReadAll, KernelPermissions.AuditVerify, KernelPermissions.EventsManage, KernelPermissions.EncryptionManage,
            KernelPermissions.ShellUse,
        ],

        // users:manage and its like reach every tenant and every role; one who runs a single tenant holds the own- ones.
        [Roles.OrgAdmin] =
        [
            KernelPermissions.PluginsRead, KernelPermissions.OwnUsersManage, KernelPermissions.OwnClientsManage,
            KernelPermissions.AuditRead, KernelPermissions.ShellUse,
        ],
        [Roles.Provider] = [KernelPermissions.ShellUse],
        [Roles.Nurse] = [KernelPermissions.ShellUse],
        [Roles.Patient] = [KernelPermissions.ShellUse],
        [Roles.ApiConsumer] = [],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every role there is.</summary>
    public static IEnumerable<string> Names => Kernel.Keys;

    public static bool Exists(string role) => Kernel.ContainsKey(role);

    /// <summary>Unknown roles give nothing.</summary>
    public static IEnumerable<string> Of(string role, PermissionSnapshot snapshot)
    {
        if (!Kernel.TryGetValue(role, out var kernel))
        {
            return [];
        }

        return kernel.Concat(snapshot.Definitions
            .Where(permission => permission.DefaultRoles.Contains(role) && !(permission.PatientData && Administers(role)))
            .Select(permission => permission.Name));
    }

    // Only treatment opens records. A patient's own record waits for compartments; until then a patient sees none.
    public static DataGrants DataOf(string role) => Roles.Clinical.Contains(role) ? DataGrants.All : DataGrants.None;

    // Those who run the platform or a tenant never see patient data by virtue of that role, whatever a plugin proposes.
    private static bool Administers(string role) => role is Roles.SuperAdmin or Roles.OrgAdmin;
}
