namespace Journey.Contracts;

/// <summary>An event of a journey.</summary>
/// <param name="Id">Unique in the journey and stable: <c>Observation/17</c>, or <c>Observation/17#1</c> for its first component.</param>
/// <param name="Kind">One of <see cref="NodeKinds"/>.</param>
/// <param name="Label">What people read, at most 500 characters.</param>
/// <param name="Resource">The FHIR resource it comes from: <c>Observation/17</c>.</param>
public sealed record JourneyNode(string Id, string Kind, string Label, string Resource)
{
    /// <summary>When it began: a FHIR date or dateTime as recorded, with its precision; null when not recorded.</summary>
    public string? Start { get; init; }

    /// <summary>When it ended, likewise; equal to <see cref="Start"/> for a moment, null when it goes on or was not recorded.</summary>
    public string? End { get; init; }

    /// <summary>The resource's status code, for example <c>active</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The first code; results of one code form a series.</summary>
    public string? Code { get; init; }

    /// <summary>A measured number, in <see cref="Unit"/>; null when there is none or when it is no exact number.</summary>
    public double? Value { get; init; }

    /// <summary>A value in words (<c>positive</c>, <c>&lt;5 mg/L</c>); null when <see cref="Value"/> says it.</summary>
    public string? ValueText { get; init; }

    /// <summary>The number's unit as recorded, UCUM where coded.</summary>
    public string? Unit { get; init; }

    /// <summary>Lower end of the reference range, in <see cref="Unit"/>.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the reference range, in <see cref="Unit"/>.</summary>
    public double? High { get; init; }

    /// <summary>One more line: dosage, reason, conclusion, criticality; at most 500 characters.</summary>
    public string? Detail { get; init; }
}
