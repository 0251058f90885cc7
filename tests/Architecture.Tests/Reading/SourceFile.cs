using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture.Tests.Reading;

/// <summary>A text file of the repository, or one made up for a fixture.</summary>
public sealed class SourceFile(string path, string text)
{
    private readonly Lazy<SyntaxNode> _syntax = new(() => CSharpSyntaxTree.ParseText(text, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)).GetRoot());

    /// <summary>Relative to the root, with forward slashes.</summary>
    public string Path => path;

    public string Text => text;

    public string Name => System.IO.Path.GetFileName(path);

    public string Extension => System.IO.Path.GetExtension(path);

    public SyntaxNode Syntax => _syntax.Value;

    public int Lines => text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    /// <summary>Made by a tool, or a migration, which is never edited once it has run somewhere.</summary>
    public bool Exempt => path.Contains("/Generated/", StringComparison.Ordinal) || path.Contains("/Migrations/", StringComparison.Ordinal)
        || path.EndsWith(".g.cs", StringComparison.Ordinal) || Name is "package-lock.json";

    public bool IsUnder(string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);

    public int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
