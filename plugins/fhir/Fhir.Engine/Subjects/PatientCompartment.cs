using System.Collections.Concurrent;
using Fhir.Engine.Definitions;
using Fhir.Engine.Parsing;
using Fhir.Engine.Search.Indexing;

namespace Fhir.Engine.Subjects;

/// <summary>Which patients a resource is about: membership in the Patient compartment (R4 CompartmentDefinition/patient).</summary>
public sealed class PatientCompartment(FhirDefinitions definitions, SearchIndexer indexer)
{
    private readonly ConcurrentDictionary<string, SearchParameter[]> _parameters = new(StringComparer.Ordinal);

    /// <summary>The ids of the patients, each once; a Patient is in its own compartment. Empty for data about no patient.</summary>
    /// <param name="resource">The resource, with its id when it is a Patient.</param>
    /// <param name="rows">Its rows, as <see cref="SearchIndexer.Extract"/> gave them.</param>
    public IReadOnlyList<string> PatientsOf(FhirResource resource, SearchRows rows)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(rows);
        var patients = new HashSet<string>(StringComparer.Ordinal);
        if (resource is { ResourceType: "Patient", Id: { } own })
        {
            patients.Add(own);
        }
        var links = ParametersOf(resource.ResourceType);
        foreach (var row in rows.References)
        {
            if (row is { TargetType: "Patient", TargetId: { } id } && links.Contains(row.Parameter))
            {
                patients.Add(id);
            }
        }
        return [.. patients];
    }

    // The definition names parameters by code; the rows may stand under the parameter they are an alias of.
    private SearchParameter[] ParametersOf(string resourceType) => _parameters.GetOrAdd(resourceType, type =>
        definitions.PatientCompartmentParameters(type)
            .Select(code => indexer.Find(type, code)?.Stored)
            .OfType<SearchParameter>()
            .ToArray());
}
