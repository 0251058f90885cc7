using Fhir.UI.Charts;

namespace Fhir.UI.Banner;

/// <summary>The banner's allergies.</summary>
/// <param name="chart">The record.</param>
public sealed partial class AllergyBanner(IPatientChart chart)
{
    /// <inheritdoc/>
    protected override Task<AllergyState> LoadAsync(CancellationToken cancellationToken) =>
        chart.AllergiesAsync(Context.Id, cancellationToken);
}
