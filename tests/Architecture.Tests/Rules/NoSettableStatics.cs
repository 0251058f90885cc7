using Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Rules;

/// <summary>No static field or property of the product can be set: state belongs to an instance that somebody owns.</summary>
public sealed class NoSettableStatics : Rule
{
    public override IReadOnlyList<Tree> Guilty =>
    [
        Tree.Of("host/H/C.cs", "public class C { public static int Count; }"),
        Tree.Of("host/H/C.cs", "public class C { public static int Count { get; set; } }"),
        Tree.Of("host/H/C.cs", "public class C { private static int _count; }"),
    ];

    public override Tree Innocent => Tree.Of("host/H/C.cs", """
        public class C
        {
            public static readonly int Most = 1;
            public const int Least = 0;
            public static int Middle { get; } = 1;
            public int Count { get; set; }
            private static System.Threading.Lock Gate { get; } = new();
        }
        """);

    public override IEnumerable<Finding> Check(Tree tree) =>
        from file in tree.Product
        where !file.Exempt
        from member in file.Syntax.DescendantNodes().OfType<MemberDeclarationSyntax>()
        where member.Modifiers.Any(SyntaxKind.StaticKeyword) && IsSettable(member)
        select new Finding(file.Path, $"line {file.LineOf(member)}: {member.ToString().Split('\n')[0].Trim()}");

    private static bool IsSettable(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => !field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) && !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        PropertyDeclarationSyntax property => property.AccessorList?.Accessors.Any(SyntaxKind.SetAccessorDeclaration) == true,
        EventFieldDeclarationSyntax => true,
        _ => false,
    };
}
