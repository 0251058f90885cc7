using Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Rules;

/// <summary>No method, constructor, accessor, operator or local function is longer than 60 lines.</summary>
public sealed class MethodsStayShort : Rule
{
    public const int Most = 60;

    public override IReadOnlyList<Tree> Guilty =>
    [
        Tree.Of("host/H/C.cs", Class("void Long()", Most + 1)),
        Tree.Of("host/H/C.cs", Class("public C()", Most + 1)),
        Tree.Of("tests/T/C.cs", Class("int P { get", Most + 1) + "}"),
    ];

    public override Tree Innocent => new()
    {
        Files = [new("host/H/C.cs", Class("void Full()", Most)), new("host/H/C.g.cs", Class("void Long()", Most + 1))],
    };

    public override IEnumerable<Finding> Check(Tree tree) =>
        from file in tree.CSharp
        where !file.Exempt && file.Lines > Most
        from member in file.Syntax.DescendantNodes().Where(IsMethod)
        let length = Length(member)
        where length > Most
        select new Finding(file.Path, $"line {file.LineOf(member)}: {length} lines; the most is {Most}");

    private static bool IsMethod(SyntaxNode node) => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax;

    private static int Length(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    /// <summary>The method alone has that many lines: head, brace, body, brace.</summary>
    private static string Class(string head, int lines) =>
        $"class C\n{{\n{head}\n{{\n{string.Concat(Enumerable.Repeat("_ = 1;\n", lines - 3))}}}\n}}";
}
