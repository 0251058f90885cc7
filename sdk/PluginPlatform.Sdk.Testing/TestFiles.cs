using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PluginPlatform.Host.Composition;
using PluginPlatform.Storage;

namespace PluginPlatform.Sdk.Testing;

/// <summary>Finds the repository and lays out a test platform's files.</summary>
internal static partial class TestFiles
{
    public static PlatformOptions Options(TestPlatformOptions options, string folder, string keyFolder)
    {
        var repository = Repository();
        var plugins = Path.Combine(folder, "plugins.json");
        File.WriteAllText(plugins, options.PluginsJson ?? File.ReadAllText(Path.Combine(repository, "plugins.json")));

        // Roles and keys belong to the cluster, so every platform on it shares its master key.
        File.Copy(Path.Combine(keyFolder, MasterKey.FileName), Path.Combine(folder, MasterKey.FileName));

        var platform = new PlatformOptions
        {
            Url = new($"http://127.0.0.1:{options.Port}"),
            DataFolder = folder,
            PluginsFile = plugins,
            PluginFolder = options.PluginFolder ?? Path.Combine(repository, "artifacts", "plugins"),
            Issuer = options.Port == 0 ? "http://127.0.0.1" : $"http://127.0.0.1:{options.Port}",
            Demo = true,
            DemoPatients = options.DemoPatients,
            Production = false,
            OperatorSocket = false,
            Limits = options.Limits,
            Events = options.Events,
            Identity = options.Identity,
        };
        return options.Host?.Invoke(platform) ?? platform;
    }

    /// <summary>Platforms with the same installed plugins and file share a template.</summary>
    public static string TemplateName(PlatformOptions options)
    {
        var text = new StringBuilder(File.ReadAllText(options.PluginsFile)).Append(options.PluginFolder).Append(options.DemoPatients);
        return "template_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    public static (string Name, string Value) AntiforgeryField(string page)
    {
        var field = Field.Match(page);
        return field.Success
            ? ("__RequestVerificationToken", field.Groups["value"].Value)
            : throw new InvalidOperationException("The sign-in page holds no antiforgery field.");
    }

    public static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PluginPlatform.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Tests run inside the repository: no PluginPlatform.sln above " + AppContext.BaseDirectory);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<value>[^\"]+)\"")]
    private static partial Regex Field { get; }
}
