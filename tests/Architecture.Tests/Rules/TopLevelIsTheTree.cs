using Architecture.Tests.Reading;

namespace Architecture.Tests.Rules;

/// <summary>The root folder holds what the map of the repository lists and nothing else.</summary>
public sealed class TopLevelIsTheTree : Rule
{
    private static readonly HashSet<string> _listed = new(StringComparer.Ordinal)
    {
        "PluginPlatform.sln", "plugins.json", "README.md", "run.sh", "test.sh", "CONTRIBUTING.md", ".ci", "Directory.Build.props",
        "Directory.Packages.props", ".editorconfig", "global.json", "BannedSymbols.txt", ".gitignore", ".gitattributes",
        "host", "sdk", "plugins", "shell", "tests", "packaging", "docs",
    };

    public override IReadOnlyList<Tree> Guilty => [new() { TopLevel = ["host", "notes.txt"] }, new() { TopLevel = ["src"] }];

    public override Tree Innocent => new() { TopLevel = ["host", "README.md"] };

    public override IEnumerable<Finding> Check(Tree tree) =>
        tree.TopLevel.Where(name => !_listed.Contains(name)).Select(name => new Finding(name, "stands in the root and on no list"));
}
