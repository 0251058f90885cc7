using Fhir.Engine.Definitions;
using Fhir.Engine.Issues;
using Fhir.Engine.Search.Indexing;

namespace Fhir.Engine.Search.Querying;

/// <summary>Reads the parameters of a search (R4 3.1.1). Thread-safe.</summary>
public sealed class SearchQueryParser(FhirDefinitions definitions, SearchIndexer indexer)
{
    private readonly FilterReader _filters = new(definitions, indexer);
    private readonly ResultParameters _results = new(definitions, indexer);

    /// <summary>Reads a query over one resource type.</summary>
    /// <param name="resourceType">A concrete resource type.</param>
    /// <param name="parameters">Names and values, percent-decoded, in their order; a name may repeat.</param>
    /// <param name="options">How to read it.</param>
    public SearchQueryResult Parse(
        string resourceType, IEnumerable<KeyValuePair<string, string>> parameters, SearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var reading = new QueryReading(resourceType, options ?? new SearchOptions());
        if (!definitions.IsResourceType(resourceType))
        {
            reading.Refuse("_type", IssueCode.NotSupported, "Unknown resource type.");
            return new SearchQueryResult(null, reading.Issues.Items);
        }
        foreach (var (name, value) in parameters)
        {
            Read(reading, name, value);
        }
        return reading.Issues.HasErrors
            ? new SearchQueryResult(null, reading.Issues.Items)
            : new SearchQueryResult(reading.Query with
            {
                Filters = reading.Filters,
                Includes = reading.Includes,
                ReverseIncludes = reading.ReverseIncludes,
                Applied = reading.Applied,
            }, reading.Issues.Items);
    }

    private void Read(QueryReading reading, string name, string value)
    {
        if (name is "_format" or "_pretty" || reading.Options.Ignored.Contains(name))
        {
            return;
        }
        if (value.Length == 0)
        {
            reading.Issues.Add(new FhirIssue(
                IssueSeverity.Warning, IssueCode.Invalid, "A parameter without a value is left out.", $"http.{Short(name)}"));
            return;
        }
        var before = reading.Issues.Items.Count;
        if (!_results.TryRead(reading, name, value))
        {
            _filters.Read(reading, name, value);
        }
        if (reading.Issues.Items.Count == before)
        {
            reading.Applied.Add(new(name, value));
        }
    }

    internal static string Short(string name) => name.Length <= 80 ? name : name[..80] + "…";
}
