using System.Text.RegularExpressions;
using Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Rules;

/// <summary>No note of work to come, no stub, no catch that swallows without a word.</summary>
public sealed partial class NothingIsLeftUndone : Rule
{
    // Put together here, so that this file keeps its own rule.
    public override IReadOnlyList<Tree> Guilty =>
    [
        Tree.Of("host/H/C.cs", "// TO" + "DO: later"), Tree.Of("plugins/a/web/a.js", "/* FIX" + "ME */"),
        Tree.Of("host/H/C.cs", "class C { void M() => throw new NotImplemented" + "Exception(); }"),
        Tree.Of("host/H/C.cs", "class C { void M() { try { N(); } catch (Exception) { } } }"),
        Tree.Of("host/H/C.cs", "class C { void M() { try { N(); } catch { } } }"),
    ];

    public override Tree Innocent => Tree.Of("host/H/C.cs", """
        class C
        {
            void M()
            {
                try { N(); }
                catch (OperationCanceledException) { /* The caller gave up; there is nobody left to tell. */ }
                catch (Exception e) { Tell(e); }
            }
        }
        """);

    public override IEnumerable<Finding> Check(Tree tree)
    {
        var words = from file in tree.Files
                    where file.Extension is ".cs" or ".razor" or ".js" or ".mjs" or ".css" or ".sql" or ".sh" or ".props" or ".targets" or ".csproj"
                    from Match match in Undone.Matches(file.Text)
                    select new Finding(file.Path, $"line {file.Text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value}");
        var swallowed = from file in tree.CSharp
                        from clause in file.Syntax.DescendantNodes().OfType<CatchClauseSyntax>()
                        where clause.Block.Statements.Count == 0 && !clause.Block.DescendantTrivia().Any(IsComment)
                        select new Finding(file.Path, $"line {file.LineOf(clause)}: an empty catch that does not say why");
        return words.Concat(swallowed);
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.ToString().TrimStart().StartsWith('/');

    [GeneratedRegex(@"\b(TOD[O]|FIXM[E]|HAC[K]|XX[X])\b|NotImplemented[E]xception")]
    private static partial Regex Undone { get; }
}
