using Fhir.Engine.Definitions;
using Fhir.Engine.FhirPath.Syntax;

namespace Fhir.Engine.Search.Indexing;

/// <summary>An expression as its paths, and the one type all of them are filtered by.</summary>
internal sealed record ExpressionShape(HashSet<string> Paths, string? Filter)
{
    /// <summary>Null when the expression cannot be read, or its branches filter differently.</summary>
    public static ExpressionShape? Of(SearchParameter parameter)
    {
        if (ExpressionParser.Parse(parameter.Expression, out _) is not { } tree)
        {
            return null;
        }
        var branches = Branches(tree).Select(Split).ToList();
        var filters = branches.Select(b => b.Type).Distinct().ToList();
        return filters.Count == 1
            ? new ExpressionShape(branches.Select(b => b.Path).ToHashSet(StringComparer.Ordinal), filters[0])
            : null;
    }

    private static IEnumerable<Expression> Branches(Expression tree) => tree is BinaryExpression { Operator: "|" } union
        ? Branches(union.Left).Concat(Branches(union.Right))
        : [tree];

    // x.where(resolve() is Patient) is x, filtered by Patient.
    private static (string Path, string? Type) Split(Expression branch) => branch is CallExpression
        {
            Function: "where", Source: { } source,
            Arguments: [BinaryExpression { Operator: "is", Left: CallExpression { Function: "resolve", Source: null }, Right: NameExpression type }],
        }
        ? (source.ToString(), type.Name)
        : (branch.ToString(), null);
}
