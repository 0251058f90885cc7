using Fhir.Contracts;
using Fhir.Engine.Parsing;
using Fhir.Engine.References;
using Fhir.Engine.Search.Indexing;

namespace Fhir.Storing;

/// <summary>One resource's change: what is asked, then what the store found, then what became of it.</summary>
internal sealed class Change
{
    public required ChangeKind Kind { get; init; }

    public required string Type { get; init; }

    public required string Id { get; init; }

    /// <summary>The content as it will be stored, but for the version; null for a deletion.</summary>
    public FhirResource? Resource { get; init; }

    /// <summary>The instant in the prepared JSON, which is stamped as version 1.</summary>
    public DateTimeOffset StampedAt { get; init; }

    /// <summary>What it will be found by; null for a deletion.</summary>
    public SearchRows? Rows { get; init; }

    /// <summary>The resources of this server it refers to.</summary>
    public IReadOnlyList<ResourceReference> References { get; init; } = [];

    /// <summary>The patients it is about; of a deletion those of the last version.</summary>
    public IReadOnlyList<string> Subjects { get; set; } = [];

    /// <summary>The version If-Match names, or null.</summary>
    public int? IfMatch { get; init; }

    /// <summary>Where it stands in a Bundle (<c>Bundle.entry[3].resource</c>), or null.</summary>
    public string? At { get; init; }

    /// <summary>What was stored before, or null.</summary>
    public StoredHead? Before { get; set; }

    /// <summary>Set once planned: the resource's number in the index tables.</summary>
    public long Key { get; set; }

    /// <summary>Set once planned: the version that results.</summary>
    public int Version { get; set; }

    /// <summary>Set once planned: the instant of the version.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>What was done; null when there was nothing to do (a deletion of what is not there).</summary>
    public ResourceChange? Made { get; set; }

    /// <summary>The stored JSON; null for a deletion.</summary>
    public byte[]? Json { get; set; }

    public string Name => $"{Type}/{Id}";

    /// <summary>A path in this change's content as the caller knows it.</summary>
    public string Locate(string expression) => At is null ? expression : At + expression[Type.Length..];
}
