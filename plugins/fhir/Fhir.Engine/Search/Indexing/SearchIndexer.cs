using System.Collections.Concurrent;
using Fhir.Engine.Definitions;
using Fhir.Engine.FhirPath;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.Search.Indexing;

/// <summary>Extracts what a resource is found by. Thread-safe; a type's expressions are compiled at its first use.</summary>
public sealed class SearchIndexer(FhirDefinitions definitions)
{
    private readonly ConcurrentDictionary<string, IndexPlan> _plans = new(StringComparer.Ordinal);

    /// <summary>How each parameter of a resource type is served, by code; empty for an unknown type.</summary>
    public IReadOnlyList<IndexedParameter> ParametersOf(string resourceType) => PlanOf(resourceType).Parameters;

    /// <summary>One of them by its code, or null.</summary>
    public IndexedParameter? Find(string resourceType, string code) => PlanOf(resourceType).Find(code);

    /// <summary>The rows of one resource. Its id and date of change are not among them: the store has them already.</summary>
    public SearchRows Extract(FhirResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var rows = new SearchRows();
        var evaluation = new Evaluation(resource.Tape, resource.Root);
        var focus = new List<PathItem>(1) { PathItem.Of(resource.Root) };
        var found = evaluation.Rent();
        foreach (var parameter in PlanOf(resource.ResourceType).Extracted)
        {
            found.Clear();
            parameter.Operation!.Run(evaluation, focus, found);
            if (found.Count > 0)
            {
                var writer = RowWriter.For(parameter.Parameter.Type);
                foreach (var item in found)
                {
                    writer(resource.Tape, item, parameter.Parameter, rows);
                }
            }
        }
        return rows;
    }

    private IndexPlan PlanOf(string resourceType) => _plans.GetOrAdd(
        definitions.IsResourceType(resourceType) ? resourceType : "",
        static (type, all) => IndexPlan.Compile(all, type), definitions);
}
