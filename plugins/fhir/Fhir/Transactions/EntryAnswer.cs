using Fhir.Contracts;
using Fhir.Engine.Issues;
using Fhir.Outcomes;
using Fhir.Storing;

namespace Fhir.Transactions;

/// <summary>What one entry came to: the parts of Bundle.entry.response (R4 2.36.6).</summary>
internal sealed record EntryAnswer(int Status)
{
    /// <summary>Type/id/_history/version, or null.</summary>
    public string? Location { get; init; }

    /// <summary>0 when the answer concerns no version.</summary>
    public int Version { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Bundle.entry.resource, or null.</summary>
    public byte[]? Resource { get; init; }

    /// <summary>Issues of Bundle.entry.response.outcome; empty for none.</summary>
    public IReadOnlyList<FhirIssue> Issues { get; init; } = [];

    public static EntryAnswer Refused(Refusal refusal) => new(refusal.Status) { Issues = refusal.Issues };

    public static EntryAnswer Stored(Change change, bool withResource) => change.Made switch
    {
        null => new(204),
        ResourceChange.Deleted => new(204) { Version = change.Version, LastModified = change.UpdatedAt },
        var made => new(made == ResourceChange.Created ? 201 : 200)
        {
            Location = $"{change.Name}/_history/{change.Version}",
            Version = change.Version,
            LastModified = change.UpdatedAt,
            Resource = withResource ? change.Json : null,
        },
    };
}
