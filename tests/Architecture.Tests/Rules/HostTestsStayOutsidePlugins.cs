using Architecture.Tests.Reading;

namespace Architecture.Tests.Rules;

/// <summary>
/// A test project that boots the host references no plugin's implementation: it would become a trusted platform
/// assembly, load in the default context, and the plugins' isolation would go untested.
/// </summary>
public sealed class HostTestsStayOutsidePlugins : Rule
{
    private const string Boots = "PluginPlatform.Sdk.Testing";

    public override IReadOnlyList<Tree> Guilty =>
        [Tree.OfUnits(new("tests/T/T.csproj", "T", [Boots, "A"]), new("plugins/a/A/A.csproj", "A", []))];

    public override Tree Innocent => Tree.OfUnits(
        new("tests/T/T.csproj", "T", [Boots, "A.Contracts"]), new("tests/U/U.csproj", "U", ["A"]),
        new("plugins/a/A.Contracts/A.Contracts.csproj", "A.Contracts", []), new("plugins/a/A/A.csproj", "A", []));

    public override IEnumerable<Finding> Check(Tree tree)
    {
        var implementations = tree.Units.Where(unit => unit is { Plugin: not null, IsContracts: false }).Select(unit => unit.Name).ToHashSet(StringComparer.Ordinal);
        return from unit in tree.Units
               where unit.Area == "tests" && unit.References.Contains(Boots)
               from reference in unit.References
               where implementations.Contains(reference)
               select new Finding(unit.Path, $"boots the host and references {reference}: set ReferenceOutputAssembly=\"false\"");
    }
}
