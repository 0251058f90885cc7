using Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Rules;

/// <summary>
/// What partners compile against says what it is: every public type and member of sdk/ and of the Contracts. The compiler
/// holds it too (CS1591), so a project may not silence that.
/// </summary>
public sealed class PublicMembersAreDocumented : Rule
{
    public override IReadOnlyList<Tree> Guilty =>
    [
        Tree.Of("sdk/S/C.cs", "public class C;"),
        Tree.Of("plugins/a/A.Contracts/C.cs", "/// <summary>A.</summary>\npublic interface C { void M(); }"),
        Tree.Of("plugins/a/A.Contracts/C.cs", "/// <summary>A.</summary>\npublic enum C { One }"),
        Tree.Of("sdk/S/S.csproj", "<Project><PropertyGroup><NoWarn>$(NoWarn)</NoWarn></PropertyGroup></Project>"),
        Tree.Of("plugins/a/A.Contracts/A.Contracts.csproj", "<Project><PropertyGroup><NoWarn>CS1591</NoWarn></PropertyGroup></Project>"),
    ];

    public override Tree Innocent => new()
    {
        Files =
        [
            new("sdk/S/C.cs", "/// <summary>A.</summary>\npublic class C { /// <summary>B.</summary>\npublic int B { get; } int hidden; private class D { public int E; } }"),
            new("sdk/S/D.cs", "internal class D { public void M() { } }"),
            new("plugins/a/A/C.cs", "public class C;"),
            new("sdk/S/S.csproj", "<Project><PropertyGroup><WarningsAsErrors>CS1591</WarningsAsErrors><NoWarn>CS1573</NoWarn></PropertyGroup></Project>"),
        ],
    };

    public override IEnumerable<Finding> Check(Tree tree)
    {
        var surface = tree.Files.Where(file => file.IsUnder("sdk") || (file.IsUnder("plugins") && file.Path.Contains(".Contracts/", StringComparison.Ordinal))).ToList();
        var members = from file in surface
                      where file.Extension == ".cs" && !file.Exempt
                      from member in file.Syntax.DescendantNodes().OfType<MemberDeclarationSyntax>()
                      where IsVisible(member) && !IsDocumented(member)
                      select new Finding(file.Path, $"line {file.LineOf(member)}: public and undocumented");
        return members.Concat(surface.Where(file => file.Extension == ".csproj" && Silences(file)).Select(file => new Finding(file.Path, "silences CS1591")));
    }

    private static bool IsVisible(MemberDeclarationSyntax member) => member switch
    {
        NamespaceDeclarationSyntax or FileScopedNamespaceDeclarationSyntax or GlobalStatementSyntax => false,
        EnumMemberDeclarationSyntax => IsVisible((MemberDeclarationSyntax)member.Parent!),
        _ when member.Modifiers.Any(SyntaxKind.OverrideKeyword) => false,
        { Parent: InterfaceDeclarationSyntax owner } => IsVisible(owner),
        { Parent: TypeDeclarationSyntax owner } => IsOpen(member) && IsVisible(owner),
        _ => IsOpen(member),
    };

    private static bool IsOpen(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(SyntaxKind.PublicKeyword) || (member.Modifiers.Any(SyntaxKind.ProtectedKeyword) && !member.Modifiers.Any(SyntaxKind.PrivateKeyword));

    private static bool IsDocumented(MemberDeclarationSyntax member) =>
        member.GetLeadingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia));

    private static bool Silences(SourceFile project) =>
        project.IsUnder("sdk")
            ? !project.Text.Contains("<WarningsAsErrors>", StringComparison.Ordinal) || !project.Text.Contains("CS1591", StringComparison.Ordinal) || project.Text.Contains("$(NoWarn)", StringComparison.Ordinal)
            : project.Text.Contains("CS1591", StringComparison.Ordinal) || project.Text.Contains("$(NoWarn)", StringComparison.Ordinal);
}
