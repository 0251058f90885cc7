namespace Architecture.Tests.Reading;

/// <summary>What the rules look at: sources, and projects with their references.</summary>
public sealed record Tree
{
    public IReadOnlyList<SourceFile> Files { get; init; } = [];

    public IReadOnlyList<Unit> Units { get; init; } = [];

    /// <summary>Names in the root folder, files and folders, without what .gitignore leaves out.</summary>
    public IReadOnlyList<string> TopLevel { get; init; } = [];

    public IEnumerable<SourceFile> CSharp => Files.Where(file => file.Extension == ".cs");

    /// <summary>What ships: everything but tests.</summary>
    public IEnumerable<SourceFile> Product => CSharp.Where(file => !file.IsUnder("tests"));

    /// <summary>The plugins' folders.</summary>
    public IReadOnlyList<string> Plugins =>
        [.. Files.Select(file => file.Path.Split('/')).Where(parts => parts is ["plugins", _, _, ..]).Select(parts => parts[1]).Distinct().Order()];

    public static Tree Of(string path, string text) => new() { Files = [new(path, text)] };

    public static Tree OfUnits(params Unit[] units) => new() { Units = units };
}
