using System.Text.RegularExpressions;
using Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Rules;

/// <summary>Every plugin's README names its permissions, settings, events and endpoints, as the code declares them.</summary>
public sealed partial class PluginsExplainThemselves : Rule
{
    public override IReadOnlyList<Tree> Guilty =>
    [
        Tree.Of("plugins/a/A/APlugin.cs", "class A;"),
        With("const string Read = \"a:read\";"),
        With("", settings: "public class ASettings { public int MostRows { get; set; } }"),
        With("void Map(IEndpointRouteBuilder r) => r.MapGet(\"/rows/{id}\", Read);"),
        new() { Files = [.. With("").Files, new("plugins/a/A.Contracts/Said.cs", "[Event(\"a.said\")] public record Said;")] },
    ];

    public override Tree Innocent => new()
    {
        Files =
        [
            new("plugins/a/README.md", "`a:read`, `mostRows`, `a.said`, GET /api/a/rows/{id}, /api/a"),
            new("plugins/a/A/APlugin.cs", "class A { const string Read = \"a:read\"; void Map(IEndpointRouteBuilder r) => r.MapGet(\"/rows/{id}\", Read); }"),
            new("plugins/a/A/ASettings.cs", "public class ASettings { public int MostRows { get; set; } }"),
            new("plugins/a/A.Contracts/Said.cs", "[Event(\"a.said\")] public record Said;"),
        ],
    };

    public override IEnumerable<Finding> Check(Tree tree)
    {
        foreach (var plugin in tree.Plugins)
        {
            var path = $"plugins/{plugin}/README.md";
            if (tree.Files.FirstOrDefault(file => file.Path == path) is not { } readme)
            {
                yield return new(path, "is missing");
                continue;
            }

            foreach (var name in Declared(plugin, [.. tree.Product.Where(file => file.IsUnder("plugins/" + plugin))]).Distinct())
            {
                if (!Names(Plain(readme.Text), Plain(name)))
                {
                    yield return new(path, $"does not name {name}");
                }
            }
        }
    }

    /// <summary>In full, or as <c>…/its/end</c> beside a longer one.</summary>
    private static bool Names(string readme, string name) =>
        readme.Contains(name, StringComparison.Ordinal)
        || Enumerable.Range(1, name.Length - 1).Any(start => name[start] == '/' && readme.Contains("…" + name[start..], StringComparison.Ordinal));

    /// <summary>Readers may call a route's parameter something else than the code does.</summary>
    private static string Plain(string text) => Parameter.Replace(text, "{}");

    private static IEnumerable<string> Declared(string plugin, IReadOnlyList<SourceFile> files)
    {
        var permissions = files.SelectMany(file => Literals(file.Syntax)).Where(text => Permission.IsMatch(text) && text.StartsWith(plugin + ":", StringComparison.Ordinal));
        var settings = files.Where(file => file.Name.EndsWith("Settings.cs", StringComparison.Ordinal))
            .SelectMany(file => file.Syntax.DescendantNodes().OfType<PropertyDeclarationSyntax>())
            .Select(property => char.ToLowerInvariant(property.Identifier.Text[0]) + property.Identifier.Text[1..]);
        var events = files.SelectMany(file => file.Syntax.DescendantNodes().OfType<AttributeSyntax>())
            .Where(attribute => attribute.Name.ToString() == "Event").SelectMany(Literals);
        var routes = files.SelectMany(file => file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Where(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "MapGet" or "MapPost" or "MapPut" or "MapPatch" or "MapDelete" })
            .SelectMany(call => Literals(call.ArgumentList.Arguments[0]));
        return [.. permissions, .. settings, .. events, .. routes.Select(route => route.TrimEnd('/')).Where(route => route.Length > 0)];
    }

    private static IEnumerable<string> Literals(SyntaxNode node) =>
        node.DescendantNodes().OfType<LiteralExpressionSyntax>().Select(literal => literal.Token.Value).OfType<string>();

    private static Tree With(string members, string settings = "") => new()
    {
        Files = [new("plugins/a/README.md", "# A"), new("plugins/a/A/APlugin.cs", $"class A {{ {members} }}"), new("plugins/a/A/ASettings.cs", settings)],
    };

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter { get; }

    [GeneratedRegex("^[a-z-]+:[a-z-]+$")]
    private static partial Regex Permission { get; }
}
