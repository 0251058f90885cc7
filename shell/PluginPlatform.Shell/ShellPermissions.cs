namespace PluginPlatform.Shell;

/// <summary>The kernel's permissions that the shell's own pages require.</summary>
internal static class ShellPermissions
{
    public const string ReadPlugins = "plugins:read";
    public const string ManagePlugins = "plugins:manage";
}
