using System.CommandLine;

namespace PluginPlatform.Host.Commands;

/// <summary>The <c>platform</c> command line.</summary>
internal static class PlatformCommand
{
    public static RootCommand Create() => new("The platform: serves it, and speaks to the one that runs.")
    {
        ServeCommand.Create(),
        PluginCommands.Create(),
        AccountCommands.Tenant(),
        AccountCommands.User(),
        AccessCommands.Create(),
        PrivacyCommands.Create(),
        ClientCommands.Create(),
        KeyCommands.Create(),
        AuditCommands.Create(),
        EncryptionCommands.Create(),
    };

    /// <summary>The folder that holds plugins.json: the working folder, one above it, or the installation's.</summary>
    public static string BaseFolder()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "plugins.json")))
            {
                return folder.FullName;
            }
        }

        return Environment.CurrentDirectory;
    }
}
