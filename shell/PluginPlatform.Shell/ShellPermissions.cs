using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Shell;

/// <summary>The kernel's permissions that the shell's own pages require.</summary>
internal static class ShellPermissions
{
    public const string ReadPlugins = "plugins:read";
    public const string ManagePlugins = "plugins:manage";
    public const string ReadAudit = "audit:read";
    public const string ReadAuditOfAll = "audit:read-all";
    public const string ManageUsers = "users:manage";
    public const string ManageOwnUsers = "own-users:manage";

    public const string ManageTenants = "tenants:manage";
    public const string ManageClients = "clients:manage";
    public const string ManageOwnClients = "own-clients:manage";

    public const string ReadOwnAudit = "audit:read";

    public const string ManageConsents = "consents:manage";
    public const string ManageOwnConsents = "own-consents:manage";
    public const string BreakGlass = "break-glass:use";

    public static bool WritesConsents(CallContext reader, string subject) =>
        reader.Has(ManageConsents) || (reader.Has(ManageOwnConsents) && reader.View.Subject == subject);

    public static bool ReadsAudit(CallContext reader) => reader.Has(ReadOwnAudit);

    public static bool ManagesUsers(CallContext reader) => reader.Has(ManageUsers) || reader.Has(ManageOwnUsers);

    public static bool ManagesClients(CallContext reader) => reader.Has(ManageClients) || reader.Has(ManageOwnClients);
}
