using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity.Permissions;

/// <summary>The kernel's own permissions. None of them opens patient data.</summary>
public static class KernelPermissions
{
    /// <summary>See plugins, their state and health.</summary>
    public const string PluginsRead = "plugins:read";

    /// <summary>Switch plugins on and off, change their settings.</summary>
    public const string PluginsManage = "plugins:manage";

    /// <summary>Create users of any tenant, give any role, lock and unlock.</summary>
    public const string UsersManage = "users:manage";

    /// <summary>Register API clients of any tenant and end them.</summary>
    public const string ClientsManage = "clients:manage";

    /// <summary>Rotate the keys that sign tokens.</summary>
    public const string KeysManage = "keys:manage";

    /// <summary>Create and suspend tenants.</summary>
    public const string TenantsManage = "tenants:manage";

    /// <summary>Read the audit trail of one's own tenant.</summary>
    public const string AuditRead = AccessHistoryRights.Read;

    /// <summary>Read what the audit trail says about one's own data.</summary>
    public const string AuditReadOwn = AccessHistoryRights.ReadOwn;

    /// <summary>Read the audit trail of any tenant.</summary>
    public const string AuditReadAll = "audit:read-all";

    /// <summary>Have the whole audit trail verified.</summary>
    public const string AuditVerify = "audit:verify";

    /// <summary>Create users of the own tenant and give them roles, except the platform's; lock and unlock them.</summary>
    public const string OwnUsersManage = "own-users:manage";

    /// <summary>Register API clients of the own tenant and end them.</summary>
    public const string OwnClientsManage = "own-clients:manage";

    /// <summary>Inspect events and dead letters, replay them.</summary>
    public const string EventsManage = "events:manage";

    /// <summary>Rotate and destroy the keys by which tenants' data are encrypted.</summary>
    public const string EncryptionManage = "encryption:manage";

    /// <summary>Open a patient's data outside the care team, for a reason and a while; reported.</summary>
    public const string BreakGlass = "break-glass:use";

    /// <summary>See, give and withdraw the consents of patients of the own tenant, as they decided.</summary>
    public const string ConsentsManage = "consents:manage";

    /// <summary>See, give and withdraw one's own consents.</summary>
    public const string OwnConsentsManage = "own-consents:manage";

    /// <summary>Export, hold and erase patients of the own tenant at their request, without seeing their records.</summary>
    public const string PrivacyManage = "privacy:manage";

    /// <summary>Export the records of the own tenant for research, de-identified.</summary>
    public const string ResearchExport = "research:export";

    /// <summary>Say for how long tenants keep what is no longer needed, and end it.</summary>
    public const string RetentionManage = "retention:manage";

    /// <summary>Use the web shell.</summary>
    public const string ShellUse = "shell:use";
}
