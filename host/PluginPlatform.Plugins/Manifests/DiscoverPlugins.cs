using System.Text.Json;
using System.Text.RegularExpressions;

namespace PluginPlatform.Plugins.Manifests;

/// <summary>Finds <c>&lt;root&gt;/&lt;id&gt;/&lt;version&gt;/plugin.json</c>. A folder with a broken manifest is reported, never skipped.</summary>
internal static partial class DiscoverPlugins
{
    public static Discovery In(string root)
    {
        var installed = new List<InstalledPlugin>();
        var broken = new List<Refusal>();
        if (Directory.Exists(root))
        {
            foreach (var file in Directory.EnumerateFiles(root, "plugin.json", new EnumerationOptions
            {
                RecurseSubdirectories = true, MaxRecursionDepth = 2,
            }).Order(StringComparer.Ordinal))
            {
                Read(file, installed, broken);
            }
        }

        return new(installed, broken);
    }

    private static void Read(string file, List<InstalledPlugin> installed, List<Refusal> broken)
    {
        var folder = Path.GetDirectoryName(file)!;
        var id = Path.GetFileName(Path.GetDirectoryName(folder))!;
        try
        {
            var manifest = PluginManifest.Parse(File.ReadAllBytes(file));
            if (Fault(manifest, id) is { } fault)
            {
                broken.Add(new(id, manifest.Version, "plugin.manifest", fault, $"Rebuild or reinstall {id}."));
                return;
            }

            installed.Add(new(manifest, Version.Parse(manifest.Version), folder));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            broken.Add(new(id, null, "plugin.manifest", $"{id}/{Path.GetFileName(folder)}/plugin.json cannot be read: {e.Message}", $"Rebuild or reinstall {id}."));
        }
    }

    private static string? Fault(PluginManifest manifest, string folderId) => manifest switch
    {
        _ when manifest.Id != folderId => $"plugin.json says '{manifest.Id}' but lies in the folder of '{folderId}'.",
        _ when !IdPattern.IsMatch(manifest.Id) => $"'{manifest.Id}' is not a plugin id (2-32 of a-z, 0-9 and hyphen, a letter first).",
        _ when !Version.TryParse(manifest.Version, out var v) || v.Build < 0 => $"'{manifest.Version}' is not a version such as 1.2.3.",
        _ when manifest.Requires.Concat(manifest.Optional).FirstOrDefault(r => !VersionRange.TryParse(r.Value, out _)) is { Key: not null } bad =>
            $"'{bad.Value}' is not a version range (for {bad.Key}).",
        _ => null,
    };

    [GeneratedRegex("^[a-z][a-z0-9-]{1,31}$")]
    private static partial Regex IdPattern { get; }
}

internal sealed record Discovery(IReadOnlyList<InstalledPlugin> Installed, IReadOnlyList<Refusal> Broken);
