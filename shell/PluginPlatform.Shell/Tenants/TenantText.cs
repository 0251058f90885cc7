using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Tenants;

/// <summary>States of tenants in the reader's words.</summary>
internal static class TenantText
{
    public static string OfState(string state) => state switch
    {
        "active" => T("users.active"),
        "suspended" => T("tenants.suspended"),
        "deleting" => T("tenants.deleting"),
        _ => T("tenants.deleted"),
    };
}
