using Fhir.Searching;

namespace Fhir.Transactions;

/// <summary>What a transaction's conditions were found to mean.</summary>
internal sealed class Resolved
{
    /// <summary>References by search, as written, to Type/id.</summary>
    public Dictionary<string, string> References { get; } = new(StringComparer.Ordinal);

    /// <summary>Entries whose If-None-Exist found a resource, which then stands for theirs.</summary>
    public Dictionary<int, Match> Existing { get; } = [];
}
