using System.Text.RegularExpressions;
using Architecture.Tests.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Rules;

/// <summary>A test is named Action_Condition_Outcome.</summary>
public sealed partial class TestsSayWhatTheyShow : Rule
{
    public override IReadOnlyList<Tree> Guilty =>
        [Tree.Of("tests/T/T.cs", "class T { [Fact] public void Works() { } }"), Tree.Of("tests/T/T.cs", "class T { [Theory, InlineData(1)] public void Test_1(int a) { } }")];

    public override Tree Innocent => Tree.Of("tests/T/T.cs", "class T { [Fact] public void Read_WithoutAUser_Is401() { } private void Write() { } }");

    public override IEnumerable<Finding> Check(Tree tree) =>
        from file in tree.CSharp
        where file.IsUnder("tests")
        from method in file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Fact" or "Theory")
        where !Named.IsMatch(method.Identifier.Text)
        select new Finding(file.Path, $"line {file.LineOf(method)}: {method.Identifier.Text} is not Action_Condition_Outcome");

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[A-Z0-9][A-Za-z0-9]*){2,}$")]
    private static partial Regex Named { get; }
}
