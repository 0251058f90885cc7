using System.Text.RegularExpressions;
using Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Rules;

/// <summary>
/// A plugin's implementation shows only what the runtime must see: the plugin class, its settings and request types,
/// components, and what a component's public members name. Contracts are for others, an engine for its own plugin.
/// </summary>
public sealed partial class PluginTypesAreInternal : Rule
{
    public override IReadOnlyList<Tree> Guilty =>
    [
        Tree.Of("plugins/a/A/Store.cs", "public sealed class Store;"),
        Tree.Of("plugins/a/A.UI/Hidden.cs", "public sealed record Hidden;"),
        Tree.Of("plugins/a/A/Linking/Link.cs", "internal class Outer; public enum Link { One }"),
    ];

    public override Tree Innocent => new()
    {
        Files =
        [
            new("plugins/a/A/APlugin.cs", "public sealed class APlugin : IPlugin;"), new("plugins/a/A/ASettings.cs", "public sealed class ASettings;"),
            new("plugins/a/A/MergeRequest.cs", "public sealed record MergeRequest;"), new("plugins/a/A/Store.cs", "internal sealed class Store { public sealed class Row; }"),
            new("plugins/a/A.UI/Tab.razor", "@inherits Fragment<Shown>"), new("plugins/a/A.UI/Tab.razor.cs", "public partial class Tab;"),
            new("plugins/a/A.UI/Shown.cs", "public sealed record Shown(Line Line);"), new("plugins/a/A.UI/Line.cs", "public sealed record Line;"),
            new("plugins/a/A.Contracts/C.cs", "public interface C;"), new("plugins/a/A.Engine/E.cs", "public class E;"),
        ],
    };

    public override IEnumerable<Finding> Check(Tree tree)
    {
        var shown = ShownByComponents(tree);
        return from file in tree.Product
               where IsImplementation(file)
               from type in PublicTypes(file)
               where !IsSeenByTheRuntime(type) && !shown.Contains(type.Identifier.Text)
               select new Finding(file.Path, $"line {file.LineOf(type)}: {type.Identifier.Text} is public");
    }

    private static bool IsImplementation(SourceFile file) =>
        file.Path.Split('/') is ["plugins", _, var project, _, ..] && !project.EndsWith(".Contracts", StringComparison.Ordinal) && !project.EndsWith(".Engine", StringComparison.Ordinal);

    private static bool IsSeenByTheRuntime(BaseTypeDeclarationSyntax type) =>
        RuntimeName.IsMatch(type.Identifier.Text) || type.BaseList?.Types.Any(t => t.ToString() == "IPlugin") == true;

    /// <summary>Names in the components' files, then names in the public types among them, until no more come.</summary>
    private static HashSet<string> ShownByComponents(Tree tree)
    {
        var components = tree.Files.Where(file => file.IsUnder("plugins") && file.Path.Contains(".razor", StringComparison.Ordinal)).ToList();
        var shown = components.SelectMany(file => Word.Matches(file.Text)).Select(match => match.Value)
            .Concat(components.Select(file => file.Name.Split('.')[0])).ToHashSet(StringComparer.Ordinal);
        var types = tree.Product.Where(file => IsImplementation(file) && file.Path.Contains(".UI/", StringComparison.Ordinal)).SelectMany(PublicTypes).ToList();
        for (var before = 0; before != shown.Count;)
        {
            before = shown.Count;
            shown.UnionWith(types.Where(type => shown.Contains(type.Identifier.Text)).SelectMany(type => Word.Matches(type.ToString())).Select(match => match.Value));
        }

        return shown;
    }

    private static IEnumerable<BaseTypeDeclarationSyntax> PublicTypes(SourceFile file) =>
        file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword) && type.Parent is not BaseTypeDeclarationSyntax);

    [GeneratedRegex("(Request|Settings)$")]
    private static partial Regex RuntimeName { get; }

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Word { get; }
}
