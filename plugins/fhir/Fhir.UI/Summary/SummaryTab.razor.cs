using Fhir.UI.Charts;
using PluginPlatform.Sdk.UI.Patients;
using static Fhir.UI.Text.FhirText;

namespace Fhir.UI.Summary;

/// <summary>The chart's first tab: what one wants to know before anything else.</summary>
/// <param name="chart">The record.</param>
public sealed partial class SummaryTab(IPatientChart chart)
{
    /// <inheritdoc/>
    protected override Task<ChartSummary> LoadAsync(CancellationToken cancellationToken) =>
        chart.SummaryAsync(Context.Id, cancellationToken);

    private static string? Since(string? recorded) => recorded is null ? null : T("since", PatientText.Date(recorded));
}
