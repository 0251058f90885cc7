using Fhir.Engine.Issues;

namespace Fhir.Engine.Search.Querying;

/// <summary>The outcome of reading a query.</summary>
/// <param name="Query">The query; null when an issue is an error.</param>
/// <param name="Issues">Errors, or warnings about what was left out.</param>
public sealed record SearchQueryResult(SearchQuery? Query, IReadOnlyList<FhirIssue> Issues);
