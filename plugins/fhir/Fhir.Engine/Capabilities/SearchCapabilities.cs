using Fhir.Engine.Definitions;
using Fhir.Engine.Search.Indexing;

namespace Fhir.Engine.Capabilities;

/// <summary>What a CapabilityStatement may promise about searches: what the index really serves.</summary>
public sealed class SearchCapabilities(FhirDefinitions definitions, SearchIndexer indexer)
{
    private readonly Lazy<ILookup<string, string>> _reverse = new(() => ReverseIncludes(definitions, indexer));

    /// <summary>The parameters of a type that can be searched by (rest.resource.searchParam: code, type, url), by code.</summary>
    public IReadOnlyList<SearchParameter> ParametersOf(string resourceType) =>
        indexer.ParametersOf(resourceType).Where(p => p.IsSupported).Select(p => p.Parameter).ToList();

    /// <summary>The values _include takes for a type (rest.resource.searchInclude): Observation:subject.</summary>
    public IReadOnlyList<string> IncludesOf(string resourceType) =>
        References(indexer, resourceType).Select(p => $"{resourceType}:{p.Parameter.Code}").ToList();

    /// <summary>The values _revinclude takes for a type (rest.resource.searchRevInclude). Compiles every type's parameters at first use.</summary>
    public IReadOnlyList<string> ReverseIncludesOf(string resourceType) => _reverse.Value[resourceType].ToList();

    private static IEnumerable<IndexedParameter> References(SearchIndexer indexer, string resourceType) =>
        indexer.ParametersOf(resourceType).Where(p => p is { IsSupported: true, Parameter.Type: SearchParameterType.Reference });

    private static ILookup<string, string> ReverseIncludes(FhirDefinitions definitions, SearchIndexer indexer) => (
        from source in definitions.ResourceTypes
        from parameter in References(indexer, source)
        from target in parameter.Parameter.Targets
        select (target, value: $"{source}:{parameter.Parameter.Code}"))
        .ToLookup(x => x.target, x => x.value, StringComparer.Ordinal);
}
