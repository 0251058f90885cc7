using System.Text.RegularExpressions;
using Architecture.Tests.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Rules;

/// <summary>No type, file or folder is a Manager, Helper or Util: such a name says nothing, so everything ends up in it.</summary>
public sealed partial class NamesSaySomething : Rule
{
    public override IReadOnlyList<Tree> Guilty =>
    [
        Tree.Of("host/H/C.cs", "class PatientManager;"), Tree.Of("host/H/C.cs", "static class StringHelpers;"),
        Tree.Of("host/H/Utils/C.cs", "class C;"), Tree.Of("shell/S/helper.js", ""), Tree.Of("host/H/C.cs", "interface IDateUtil;"),
    ];

    public override Tree Innocent => Tree.Of("host/H/Utilization.cs", "class Managed; class Utilization { const string Manager = \"\"; }");

    public override IEnumerable<Finding> Check(Tree tree)
    {
        var paths = tree.Files.Where(file => file.Path.Split('/').Any(part => Empty.IsMatch(Path.GetFileNameWithoutExtension(part))))
            .Select(file => new Finding(file.Path, "has a name that says nothing"));
        var types = from file in tree.CSharp
                    from type in file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
                    where Empty.IsMatch(type.Identifier.Text)
                    select new Finding(file.Path, $"line {file.LineOf(type)}: {type.Identifier.Text} is a name that says nothing");
        return paths.Concat(types);
    }

    [GeneratedRegex("([a-z]|^I?)(Manager|Helper|Util|Utility|Utilitie)s?$|^(manager|helper|util|utilitie)s?$")]
    private static partial Regex Empty { get; }
}
