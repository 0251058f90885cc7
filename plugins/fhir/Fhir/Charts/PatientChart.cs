using Fhir.Access;
using Fhir.Record;
using Fhir.UI.Charts;
using PluginPlatform.Sdk.Access;

namespace Fhir.Charts;

/// <summary>Reads what the chart's fragments show.</summary>
internal sealed class PatientChart(LoadRecord record, Reach reach, IAccessLog access) : IPatientChart
{
    private const int MostFacts = 1_000;
    private const int MostObservations = 1_500;
    private static readonly string[] Facts = ["AllergyIntolerance", "Condition", "Encounter", "MedicationRequest"];

    public async Task<AllergyState> AllergiesAsync(string patient, CancellationToken cancellationToken)
    {
        using var facts = await ReadAsync(patient, ["AllergyIntolerance"], MostFacts, cancellationToken);
        return ReadAllergies.From(facts.Of("AllergyIntolerance"));
    }

    public async Task<ChartSummary> SummaryAsync(string patient, CancellationToken cancellationToken)
    {
        using var facts = await ReadAsync(patient, Facts, MostFacts, cancellationToken);
        using var observations = await ReadAsync(patient, ["Observation"], MostObservations, cancellationToken);
        var problems = ReadProblems.From(facts.Of("Condition"));
        return new()
        {
            Allergies = ReadAllergies.From(facts.Of("AllergyIntolerance")),
            Problems = problems.Active,
            PastProblems = problems.Past,
            Medications = ReadMedications.From(facts.Of("MedicationRequest")),
            Visits = ReadVisits.From(facts.Of("Encounter")),
            Vitals = ReadMeasures.From(observations.Of("Observation"), "vital-signs", 8),
            Results = ReadMeasures.From(observations.Of("Observation"), "laboratory", 12),
        };
    }

    private async Task<ParsedFacts> ReadAsync(string patient, string[] types, int most, CancellationToken cancellationToken)
    {
        foreach (var type in types)
        {
            // What may not be read is unavailable; an empty list would say that there is nothing.
            if (!reach.Allows(DataAction.Read, type))
            {
                throw new UnauthorizedAccessException($"The reader's grants do not cover {type}.");
            }

            access.Touch(DataAction.Read, type, patient);
        }

        return new(await record.LatestAsync(patient, types, most, cancellationToken));
    }
}
