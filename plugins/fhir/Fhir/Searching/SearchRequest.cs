using Fhir.Engine.Issues;
using Fhir.Engine.Search.Querying;
using Microsoft.AspNetCore.WebUtilities;

namespace Fhir.Searching;

/// <summary>A search as asked.</summary>
/// <param name="Type">Resource type.</param>
/// <param name="Parameters">Names and values, decoded.</param>
/// <param name="BaseUrl">The service base URL.</param>
/// <param name="Lenient">Whether unknown parameters are passed over.</param>
internal sealed record SearchRequest(string Type, IReadOnlyList<KeyValuePair<string, string>> Parameters, string BaseUrl, bool Lenient)
{
    /// <summary>Reads what stands after the question mark of an address.</summary>
    public static SearchRequest From(string type, string query, string baseUrl) => new(
        type,
        [.. QueryHelpers.ParseQuery("?" + query).SelectMany(p => p.Value.Select(v => new KeyValuePair<string, string>(p.Key, v ?? "")))],
        baseUrl,
        Lenient: false);
}

/// <summary>A search carried out.</summary>
internal sealed record SearchAnswer(SearchQuery Query, MatchPage Page, IReadOnlyList<FhirIssue> Warnings);
