using Fhir.Engine.Issues;

namespace Fhir.Engine.Search.Querying;

/// <summary>A query while it is being read.</summary>
internal sealed class QueryReading(string resourceType, SearchOptions options)
{
    /// <summary>A query with more alternatives would cost the database more than it is worth.</summary>
    private const int MaxValues = 500;

    private int _values;

    public string ResourceType => resourceType;

    public SearchOptions Options => options;

    public IssueList Issues { get; } = new(IssueList.DefaultCap);

    public List<SearchFilter> Filters { get; } = [];

    public List<IncludeDirective> Includes { get; } = [];

    public List<IncludeDirective> ReverseIncludes { get; } = [];

    public List<KeyValuePair<string, string>> Applied { get; } = [];

    public SearchQuery Query { get; set; } = new() { ResourceType = resourceType };

    /// <summary>Refuses a value, a modifier or a parameter's form: an error in any handling (R4 3.1.1.4.4).</summary>
    public void Refuse(string name, string code, string why) => Issues.Error(code, why, $"http.{name}");

    /// <summary>A parameter that is unknown or not supported: left out when handling is lenient.</summary>
    public void Unknown(string name, string why) => Issues.Add(new FhirIssue(
        options.Lenient ? IssueSeverity.Warning : IssueSeverity.Error, IssueCode.NotSupported, why, $"http.{name}"));

    /// <summary>Reads the alternatives of a value; null when one is wrong.</summary>
    public IReadOnlyList<T>? Read<T>(string name, string text, Values.ValueReader<T> read)
        where T : class
    {
        var parts = QueryText.Split(text, ',');
        _values += parts.Count;
        if (_values > MaxValues)
        {
            Refuse(name, IssueCode.TooCostly, $"A query has at most {MaxValues} values.");
            return null;
        }
        var values = new List<T>(parts.Count);
        foreach (var part in parts)
        {
            if (read(part, out var error) is not { } value)
            {
                Refuse(name, IssueCode.Invalid, $"'{name}': {error}.");
                return null;
            }
            values.Add(value);
        }
        return values;
    }
}
