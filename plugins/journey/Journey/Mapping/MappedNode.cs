using Journey.Mapping.Reading;

namespace Journey.Mapping;

/// <summary>An event of the journey as one resource tells it.</summary>
/// <param name="Kind">One of <see cref="Contracts.NodeKinds"/>.</param>
/// <param name="Label">What people read.</param>
internal sealed record MappedNode(string Kind, string Label)
{
    /// <summary>0 for the resource itself, 1 upwards for its components.</summary>
    public int Part { get; init; }

    public FhirTime Start { get; init; }

    public FhirTime End { get; init; }

    public string? Status { get; init; }

    public string? Code { get; init; }

    public IReadOnlyList<string> Codes { get; init; } = [];

    public IReadOnlyList<string> Reasons { get; init; } = [];

    public Measured Value { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    public string? Detail { get; init; }
}
