using System.Text.RegularExpressions;

namespace PluginPlatform.Storage.Roles;

/// <summary>The database's roles. None is a superuser or passes row-level security.</summary>
internal static partial class RoleNames
{
    /// <summary>Owns schema <c>platform</c>; nobody logs in as it.</summary>
    public const string Owner = "pp_owner";

    /// <summary>The kernel at run time.</summary>
    public const string Kernel = "pp_kernel";

    /// <summary>Every plugin role is in this group; what plugins may call in <c>platform</c> is granted to it.</summary>
    public const string PluginGroup = "pp_plugin";

    public static string OfPlugin(string pluginId)
    {
        var role = "pp_" + pluginId;
        if (!PluginId().IsMatch(pluginId)
            || role is Owner or Kernel or PluginGroup
            || pluginId is "platform" or "public" or "information_schema")
        {
            throw new PluginStorageException(
                "STO-1101",
                $"'{pluginId}' cannot name a database schema of a plugin.",
                "A plugin id is 2 to 32 lower-case letters, digits and hyphens, starts with a letter, and is none of owner, kernel, plugin, platform, public.");
        }

        return role;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,31}$")]
    private static partial Regex PluginId();
}
