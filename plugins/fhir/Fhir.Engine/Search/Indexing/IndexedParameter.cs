using Fhir.Engine.Definitions;

namespace Fhir.Engine.Search.Indexing;

/// <summary>How one resource type serves a search parameter.</summary>
public sealed class IndexedParameter
{
    public required SearchParameter Parameter { get; init; }

    /// <summary>
    /// The parameter whose rows hold this one's facts as well: Observation.patient is in the rows of Observation.subject.
    /// Null when it has rows of its own.
    /// </summary>
    public SearchParameter? AliasOf { get; init; }

    /// <summary>For an alias: only rows with one of these target types count; empty when all do.</summary>
    public IReadOnlyList<string> AliasTargets { get; init; } = [];

    /// <summary>Why it cannot be searched by; null when it can.</summary>
    public string? Unsupported { get; init; }

    public bool IsSupported => Unsupported is null;

    /// <summary>The parameter its rows carry.</summary>
    public SearchParameter Stored => AliasOf ?? Parameter;

    /// <summary>What yields its rows; null for an alias and where the store's own columns serve.</summary>
    internal FhirPath.PathOperation? Operation { get; init; }
}
