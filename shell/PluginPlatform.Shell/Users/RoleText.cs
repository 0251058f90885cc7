using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Users;

/// <summary>Roles in the reader's words.</summary>
internal static class RoleText
{
    public static string Of(string role) => role switch
    {
        "super_admin" => T("users.role.super.admin"),
        "org_admin" => T("users.role.org.admin"),
        "provider" => T("users.role.provider"),
        "nurse" => T("users.role.nurse"),
        "patient" => T("users.role.patient"),
        "api_consumer" => T("users.role.api.consumer"),
        _ => role,
    };
}
