using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PluginPlatform.Storage.Migrating;

/// <summary>One migration file.</summary>
internal sealed partial record MigrationScript(int Version, string Name, string Sql, string Sha256)
{
    public string File => string.Create(CultureInfo.InvariantCulture, $"Migrations/{Version:0000}_{Name}.sql");

    /// <summary>The migrations of an assembly in order.</summary>
    public static IReadOnlyList<MigrationScript> Of(Assembly assembly)
    {
        var scripts = new SortedList<int, MigrationScript>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var match = ResourceName().Match(resource);
            if (!match.Success)
            {
                continue;
            }

            var script = Read(assembly, resource, match);
            if (!scripts.TryAdd(script.Version, script))
            {
                throw new PluginStorageException(
                    "STO-1201",
                    $"{assembly.GetName().Name} has two migrations {script.Version:0000}.",
                    "Give the later one the next free number.");
            }
        }

        return [.. scripts.Values];
    }

    private static MigrationScript Read(Assembly assembly, string resource, Match match)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);

        // Line ends must not decide whether a file counts as changed.
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        var version = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return new(version, match.Groups[2].Value, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }

    [GeneratedRegex(@"\.Migrations\.(\d{4})_([A-Za-z0-9_\-]+)\.sql$")]
    private static partial Regex ResourceName();
}
