using Architecture.Tests.Reading;

namespace Architecture.Tests.Rules;

/// <summary>plugins → sdk ← host, shell → sdk, an implementation → other plugins' Contracts only, engines → nothing that does I/O.</summary>
public sealed class ReferencesGoOneWay : Rule
{
    private static readonly string[] _closedToEngines =
        ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Npgsql", "System.Net.Http", "Microsoft.Extensions.Http"];

    public override IReadOnlyList<Tree> Guilty =>
    [
        Tree.OfUnits(new("plugins/a/A/A.csproj", "A", ["PluginPlatform.Storage"]), _storage),
        Tree.OfUnits(new("plugins/a/A/A.csproj", "A", ["B"]), new("plugins/b/B/B.csproj", "B", [])),
        Tree.OfUnits(new("plugins/a/A.Contracts/A.Contracts.csproj", "A.Contracts", ["A"]), new("plugins/a/A/A.csproj", "A", [])),
        Tree.OfUnits(new("sdk/PluginPlatform.Sdk/PluginPlatform.Sdk.csproj", "PluginPlatform.Sdk", ["PluginPlatform.Storage"]), _storage),
        Tree.OfUnits(new("shell/S/S.csproj", "S", ["PluginPlatform.Storage"]), _storage),
        Tree.OfUnits(new("shell/S/S.csproj", "S", ["A.Contracts"]), new("plugins/a/A.Contracts/A.Contracts.csproj", "A.Contracts", [])),
        Tree.OfUnits(new("host/H/H.csproj", "H", ["A.Contracts"]), new("plugins/a/A.Contracts/A.Contracts.csproj", "A.Contracts", [])),
        Tree.OfUnits(new Unit("plugins/a/A.Engine/A.Engine.csproj", "A.Engine", ["Npgsql"])),
        Tree.OfUnits(new Unit("plugins/a/A.Engine/A.Engine.csproj", "A.Engine", ["Microsoft.AspNetCore.App"])),
        Tree.OfUnits(CompiledFixture.Referencing("plugins/a/A/A.csproj", "A", "PluginPlatform.Storage"), _storage),
    ];

    public override Tree Innocent => Tree.OfUnits(
        new("plugins/a/A/A.csproj", "A", ["A.Contracts", "A.Engine", "B.Contracts", "PluginPlatform.Sdk", "Npgsql"]),
        new("plugins/a/A.Engine/A.Engine.csproj", "A.Engine", ["System.Text.Json"]),
        new("plugins/b/B.Contracts/B.Contracts.csproj", "B.Contracts", ["PluginPlatform.Sdk"]),
        new("plugins/a/A.Contracts/A.Contracts.csproj", "A.Contracts", ["B.Contracts"]),
        new("sdk/PluginPlatform.Sdk/PluginPlatform.Sdk.csproj", "PluginPlatform.Sdk", []));

    private static readonly Unit _storage = new("host/PluginPlatform.Storage/PluginPlatform.Storage.csproj", "PluginPlatform.Storage", []);

    public override IEnumerable<Finding> Check(Tree tree)
    {
        var known = tree.Units.GroupBy(unit => unit.Name).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        foreach (var unit in tree.Units.Where(unit => unit.Area != "tests"))
        {
            foreach (var reference in unit.References)
            {
                var allowed = known.TryGetValue(reference, out var target) ? Allows(unit, target) : AllowsForeign(unit, reference);
                if (!allowed)
                {
                    yield return new(unit.Path, $"references {reference}");
                }
            }
        }
    }

    private static bool Allows(Unit from, Unit to) => (from.Area, to.Area) switch
    {
        ("plugins", "sdk") => !from.Name.EndsWith(".Engine", StringComparison.Ordinal) && to.Name != "PluginPlatform.Sdk.Testing",
        ("plugins", "plugins") => to.IsContracts || (from.Plugin == to.Plugin && !from.IsContracts),
        ("sdk", "sdk") => true,
        ("sdk", "host") => from.Name == "PluginPlatform.Sdk.Testing",
        ("shell", "sdk") => to.Name != "PluginPlatform.Sdk.Testing",
        ("host", "sdk") => to.Name != "PluginPlatform.Sdk.Testing",
        ("host", "host") => true,
        ("host", "shell") => from.Path.StartsWith("host/PluginPlatform.Host/", StringComparison.Ordinal),
        _ => false,
    };

    private static bool AllowsForeign(Unit from, string reference) =>
        !from.Name.EndsWith(".Engine", StringComparison.Ordinal)
        || !Array.Exists(_closedToEngines, closed => reference.StartsWith(closed, StringComparison.Ordinal));
}
