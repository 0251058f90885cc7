namespace Architecture.Tests.Reading;

/// <summary>The repository these tests run in.</summary>
public static class Repository
{
    private static readonly HashSet<string> _leftOut = new(StringComparer.Ordinal)
    {
        ".git", "bin", "obj", "artifacts", ".data", "node_modules", "TestResults", ".vs", ".idea",
    };

    private static readonly HashSet<string> _texts = new(StringComparer.Ordinal)
    {
        ".cs", ".razor", ".csproj", ".props", ".targets", ".sln", ".json", ".js", ".mjs", ".css", ".html", ".svg", ".sql", ".md", ".sh",
        ".txt", ".resx", ".yml", ".yaml", ".npmrc", ".editorconfig", ".gitattributes", ".gitignore", "",
    };

    private static readonly Lazy<Tree> _tree = new(Read);

    public static string Root { get; } = FindRoot();

    public static Tree Tree => _tree.Value;

    private static Tree Read()
    {
        SourceFile[] files = [.. Walk(new(Root)).Where(file => _texts.Contains(file.Extension)).Select(ReadFile)];
        var projects = files.Where(file => file.Extension == ".csproj").ToList();
        return new()
        {
            Files = files,
            Units = [.. projects.Select(ProjectFile.Read), .. projects.Where(project => !project.IsUnder("tests")).Select(ReadAssembly)],
            TopLevel = [.. new DirectoryInfo(Root).EnumerateFileSystemInfos().Select(entry => entry.Name).Where(name => !_leftOut.Contains(name))],
        };
    }

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) => folder.EnumerateFiles().Concat(
        folder.EnumerateDirectories().Where(child => !_leftOut.Contains(child.Name)).SelectMany(Walk));

    private static SourceFile ReadFile(FileInfo file) => new(Path.GetRelativePath(Root, file.FullName), File.ReadAllText(file.FullName));

    private static Unit ReadAssembly(SourceFile project)
    {
        var folder = Path.Combine(Root, Path.GetDirectoryName(project.Path)!, "bin");
        var built = new[] { "Release", "Debug" }
            .Select(configuration => Path.Combine(folder, configuration, "net10.0", ProjectFile.AssemblyName(project) + ".dll"))
            .FirstOrDefault(File.Exists);
        using var assembly = File.OpenRead(built ?? throw new InvalidOperationException($"{project.Name} is not built: run ./test.sh, or build PluginPlatform.sln."));
        return BuiltAssembly.Read(project.Path, assembly);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PluginPlatform.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No PluginPlatform.sln above " + AppContext.BaseDirectory);
    }
}
