namespace Fhir.Engine.Search.Querying;

/// <summary>A search over one resource type, understood and ready to be carried out.</summary>
public sealed record SearchQuery
{
    public required string ResourceType { get; init; }

    /// <summary>All must hold.</summary>
    public IReadOnlyList<SearchFilter> Filters { get; init; } = [];

    /// <summary>The order, most important first; empty when not asked.</summary>
    public IReadOnlyList<SortKey> Sort { get; init; } = [];

    /// <summary>Matches a page; 0 asks for the number alone; null when not asked.</summary>
    public int? Count { get; init; }

    public TotalMode Total { get; init; }

    public SummaryMode Summary { get; init; }

    /// <summary>Top-level elements to return; empty for all.</summary>
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>Resources the matches link to.</summary>
    public IReadOnlyList<IncludeDirective> Includes { get; init; } = [];

    /// <summary>Resources that link to the matches.</summary>
    public IReadOnlyList<IncludeDirective> ReverseIncludes { get; init; } = [];

    /// <summary>The parameters that were used, as asked: what the self link shows (R4 3.1.1.1.3).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Applied { get; init; } = [];
}
