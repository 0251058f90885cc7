using System.Text.Json;
using Fhir.UI.Charts;

namespace Fhir.Charts;

/// <summary>Allergies from AllergyIntolerance.</summary>
internal static class ReadAllergies
{
    /// <summary>SNOMED CT's codes for "no known allergy", of any, of drugs, of food, of the environment.</summary>
    private static readonly string[] NoneKnown = ["716186003", "409137002", "429625007", "428607008"];

    public static AllergyState From(IEnumerable<JsonElement> resources)
    {
        var active = resources.Where(IsActive).ToList();
        var lines = active.Where(r => !SaysNone(r.Child("code"))).Select(Line)
            .DistinctBy(l => l.Substance).OrderByDescending(l => l.Severe).ThenBy(l => l.Substance, StringComparer.CurrentCultureIgnoreCase).ToList();
        return new(lines.Count > 0 ? AllergyStanding.Known : active.Count > 0 ? AllergyStanding.NoneKnown : AllergyStanding.NotAsked, lines);
    }

    private static bool IsActive(JsonElement resource) =>
        !CodedText.Withdrawn(resource) && !CodedText.HasCode(resource.Child("clinicalStatus"), "inactive", "resolved");

    // The drug, food and environment codes answer a part of the question; told together they still read as asked.
    private static bool SaysNone(JsonElement code) =>
        CodedText.HasCode(code, NoneKnown)
        || CodedText.Of(code)?.StartsWith("No known ", StringComparison.OrdinalIgnoreCase) == true;

    private static AllergyLine Line(JsonElement resource)
    {
        var reactions = resource.Items("reaction").ToList();
        var shown = reactions.SelectMany(r => r.Items("manifestation")).Select(CodedText.Of).OfType<string>().Distinct().ToList();
        var severe = resource.Text("criticality") == "high" || reactions.Exists(r => r.Text("severity") == "severe");
        return new(CodedText.Of(resource.Child("code")) ?? "?", shown.Count == 0 ? null : string.Join(", ", shown), severe);
    }
}
