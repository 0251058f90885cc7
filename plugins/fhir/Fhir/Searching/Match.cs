namespace Fhir.Searching;

/// <summary>A resource on a search page.</summary>
internal sealed record Match(string Type, string Id, long Key, int Version, DateTime UpdatedAt, string[] Subjects, byte[] Json)
{
    /// <summary>Values of the sort columns, for the cursor.</summary>
    public IReadOnlyList<string> Sort { get; init; } = [];
}

/// <summary>A search page.</summary>
/// <param name="Matches">In the order asked for.</param>
/// <param name="Included">What _include and _revinclude bring along.</param>
/// <param name="Total">How many match in all, when counted.</param>
/// <param name="Next">The next page's cursor, or null after the last.</param>
internal sealed record MatchPage(IReadOnlyList<Match> Matches, IReadOnlyList<Match> Included, long? Total, string? Next);
