using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Documentation;

/// <summary>A page of documentation and the shell commands it tells its readers to type.</summary>
internal static partial class Guide
{
    /// <summary>The guides with commands; the README's two are what starts the platform and what runs this.</summary>
    public static IEnumerable<string> WithCommands => Directory
        .EnumerateFiles(Path.Combine(Reader.Repository, "docs"), "*.md", SearchOption.AllDirectories)
        .Where(file => Commands(file).Length > 0)
        .Select(file => Path.GetRelativePath(Reader.Repository, file))
        .Order(StringComparer.Ordinal);

    public static string Commands(string file) =>
        string.Join('\n', Fence().Matches(File.ReadAllText(Path.Combine(Reader.Repository, file))).Select(match => match.Groups["text"].Value));

    [GeneratedRegex("^```sh\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();
}
