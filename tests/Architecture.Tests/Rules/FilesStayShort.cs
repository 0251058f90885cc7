using Architecture.Tests.Reading;

namespace Architecture.Tests.Rules;

/// <summary>No file of code is longer than 400 lines.</summary>
public sealed class FilesStayShort : Rule
{
    public const int Most = 400;

    private static readonly HashSet<string> _code = [".cs", ".razor", ".js", ".mjs", ".css", ".sql", ".sh", ".targets", ".props"];

    public override IReadOnlyList<Tree> Guilty => [Tree.Of("host/H/Long.cs", Lines(Most + 1)), Tree.Of("shell/S/long.css", Lines(Most + 1))];

    public override Tree Innocent => new()
    {
        Files =
        [
            new("host/H/Full.cs", Lines(Most)), new("host/H/Generated/Long.cs", Lines(Most + 1)),
            new("host/H/Migrations/0001_long.sql", Lines(Most + 1)), new("docs/long.md", Lines(Most + 1)),
        ],
    };

    public override IEnumerable<Finding> Check(Tree tree) =>
        from file in tree.Files
        where _code.Contains(file.Extension) && !file.Exempt && file.Lines > Most
        select new Finding(file.Path, $"has {file.Lines} lines; the most is {Most}");

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("//\n", count));
}
