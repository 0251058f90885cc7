using System.Globalization;
using Fhir.UI.Charts;
using Microsoft.AspNetCore.Components;
using PluginPlatform.Sdk.UI.Patients;
using static Fhir.UI.Text.FhirText;

namespace Fhir.UI.Summary;

/// <summary>Measures over time as rows of small charts.</summary>
public sealed partial class MeasureTable
{
    /// <summary>The heading.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What to say when there are none.</summary>
    [Parameter, EditorRequired]
    public string Empty { get; set; } = "";

    /// <summary>The heading's id.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The measures.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<MeasureSeries> Series { get; set; } = [];

    private static string? Day(DateTimeOffset at) => PatientText.Date(at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string Spoken(MeasureSeries series) => series is { Low: null, High: null }
        ? T("series.plain", series.Name, series.Points.Count, series.Last, series.Unit)
        : T("series", series.Name, series.Points.Count, series.Last, series.Unit, T(series.Direction switch { > 0 => "above", < 0 => "below", _ => "within" }));
}
