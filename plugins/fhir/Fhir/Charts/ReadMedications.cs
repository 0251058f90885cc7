using System.Text.Json;
using Fhir.UI.Charts;

namespace Fhir.Charts;

/// <summary>Medications from MedicationRequest: each once, as last ordered.</summary>
internal static class ReadMedications
{
    public static IReadOnlyList<MedicationLine> From(IEnumerable<JsonElement> resources) =>
        [.. resources.Where(IsActive).Select(Line).OrderByDescending(m => m.Since, StringComparer.Ordinal).DistinctBy(m => m.Text)];

    private static bool IsActive(JsonElement request) =>
        request.Text("status") is "active" or "on-hold" && request.Text("intent") is not ("proposal" or "plan" or "option");

    private static MedicationLine Line(JsonElement request) => new(
        CodedText.Of(request.Child("medicationCodeableConcept")) ?? request.Child("medicationReference").Text("display") ?? "?",
        request.Items("dosageInstruction").Select(d => d.Text("text")).FirstOrDefault(t => t is not null),
        request.Text("authoredOn"));
}
