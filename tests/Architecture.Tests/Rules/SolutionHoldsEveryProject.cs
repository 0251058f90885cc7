using Architecture.Tests.Reading;

namespace Architecture.Tests.Rules;

/// <summary>A project that the solution does not hold is not built, tested or checked by anything.</summary>
public sealed class SolutionHoldsEveryProject : Rule
{
    public override IReadOnlyList<Tree> Guilty =>
        [new() { Files = [new("PluginPlatform.sln", "host\\A\\A.csproj"), new("host/A/A.csproj", "<Project/>"), new("host/B/B.csproj", "<Project/>")] }];

    public override Tree Innocent => new() { Files = [new("PluginPlatform.sln", "\"host\\A\\A.csproj\""), new("host/A/A.csproj", "<Project/>")] };

    public override IEnumerable<Finding> Check(Tree tree)
    {
        var solution = tree.Files.FirstOrDefault(file => file.Path == "PluginPlatform.sln")?.Text ?? "";
        return tree.Files
            .Where(file => file.Extension == ".csproj" && !solution.Contains(file.Path.Replace('/', '\\'), StringComparison.Ordinal))
            .Select(file => new Finding(file.Path, "is not in PluginPlatform.sln"));
    }
}
