using PluginPlatform.Sdk.UI.Components;

namespace Fhir.UI.Charts;

/// <summary>The Summary tab.</summary>
public sealed record ChartSummary
{
    /// <summary>Allergies.</summary>
    public required AllergyState Allergies { get; init; }

    /// <summary>Active problems, the latest first.</summary>
    public required IReadOnlyList<ProblemLine> Problems { get; init; }

    /// <summary>How many problems are over.</summary>
    public required int PastProblems { get; init; }

    /// <summary>Active medications, the latest first.</summary>
    public required IReadOnlyList<MedicationLine> Medications { get; init; }

    /// <summary>Vital signs, each with its course.</summary>
    public required IReadOnlyList<MeasureSeries> Vitals { get; init; }

    /// <summary>Laboratory results, the latest of each kind with its course.</summary>
    public required IReadOnlyList<MeasureSeries> Results { get; init; }

    /// <summary>The latest visits.</summary>
    public required IReadOnlyList<VisitLine> Visits { get; init; }
}

/// <summary>A problem.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Code">Its code, or null.</param>
/// <param name="Since">When it began, as recorded, or null.</param>
public sealed record ProblemLine(string Text, string? Code, string? Since);

/// <summary>A medication.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Dosage">How it is taken, or null.</param>
/// <param name="Since">When it was ordered, as recorded, or null.</param>
public sealed record MedicationLine(string Text, string? Dosage, string? Since);

/// <summary>A visit.</summary>
/// <param name="Text">Its reason or type.</param>
/// <param name="Kind">The class code (<c>AMB</c>, <c>IMP</c>), or null.</param>
/// <param name="Start">When it began, as recorded, or null.</param>
public sealed record VisitLine(string? Text, string? Kind, string? Start);

/// <summary>One measure over time.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Unit">The unit, or null.</param>
/// <param name="Points">The values; of a blood pressure the systolic ones.</param>
/// <param name="Last">The last value as it is read: <c>6.8</c>, <c>142/88</c>.</param>
/// <param name="At">When it was measured.</param>
public sealed record MeasureSeries(string Name, string? Unit, IReadOnlyList<ChartPoint> Points, string Last, DateTimeOffset At)
{
    /// <summary>Lower end of the reference range, or null.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the reference range, or null.</summary>
    public double? High { get; init; }

    /// <summary>1 when the last value is above its range, −1 below, 0 in it or without one.</summary>
    public int Direction => Points.Count == 0 ? 0 : Points[^1].Value > High ? 1 : Points[^1].Value < Low ? -1 : 0;
}
