namespace Fhir.UI.Charts;

/// <summary>What the fragments show of a patient's record. Throws where the reader's grants do not reach: a part that cannot be read is unavailable, never empty.</summary>
public interface IPatientChart
{
    /// <summary>Reads the allergies for the banner.</summary>
    /// <param name="patient">The Patient's id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<AllergyState> AllergiesAsync(string patient, CancellationToken cancellationToken);

    /// <summary>Reads the Summary tab.</summary>
    /// <param name="patient">The Patient's id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<ChartSummary> SummaryAsync(string patient, CancellationToken cancellationToken);
}
