using Fhir.Engine.Definitions;
using Fhir.Engine.FhirPath;
using Fhir.Engine.FhirPath.Syntax;

namespace Fhir.Engine.Search.Indexing;

/// <summary>The compiled parameters of one resource type.</summary>
internal sealed class IndexPlan
{
    private readonly Dictionary<string, IndexedParameter> _byCode;

    private IndexPlan(List<IndexedParameter> parameters)
    {
        Parameters = parameters;
        Extracted = parameters.Where(p => p.Operation is not null).ToArray();
        _byCode = parameters.ToDictionary(p => p.Parameter.Code, StringComparer.Ordinal);
    }

    public IReadOnlyList<IndexedParameter> Parameters { get; }

    public IndexedParameter[] Extracted { get; }

    public IndexedParameter? Find(string code) => _byCode.GetValueOrDefault(code);

    public static IndexPlan Compile(FhirDefinitions definitions, string resourceType)
    {
        var all = definitions.SearchParametersOf(resourceType);
        var aliases = new AliasFinder(all);
        return new IndexPlan(all.Select(p => Compile(definitions, p, aliases)).ToList());
    }

    private static IndexedParameter Compile(
        FhirDefinitions definitions, SearchParameter parameter, AliasFinder aliases)
    {
        // The store keeps id and date of change with the resource itself.
        if (parameter.Code is "_id" or "_lastUpdated")
        {
            return new IndexedParameter { Parameter = parameter };
        }
        if (parameter.Type is SearchParameterType.Composite or SearchParameterType.Special)
        {
            return Unsupported(parameter, $"parameters of type {parameter.Type} are not supported");
        }
        if (parameter.Code == "phonetic")
        {
            return Unsupported(parameter, "there is no phonetic index");
        }
        if (parameter.Expression.Length == 0)
        {
            return Unsupported(parameter, "its definition has no expression");
        }
        if (ExpressionParser.Parse(parameter.Expression, out var error) is not { } tree)
        {
            return Unsupported(parameter, $"its expression cannot be read: {error}");
        }
        if (aliases.Find(parameter) is { } alias)
        {
            return new IndexedParameter { Parameter = parameter, AliasOf = alias.Of, AliasTargets = alias.Targets };
        }
        return PathCompiler.Compile(definitions, tree, out var missing) is { } operation
            ? new IndexedParameter { Parameter = parameter, Operation = operation }
            : Unsupported(parameter, $"its expression needs {missing}");
    }

    private static IndexedParameter Unsupported(SearchParameter parameter, string reason) =>
        new() { Parameter = parameter, Unsupported = reason };
}
