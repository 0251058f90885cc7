using System.Text.Json;
using Fhir.UI.Charts;

namespace Fhir.Charts;

/// <summary>The latest visits from Encounter.</summary>
internal static class ReadVisits
{
    private const int Shown = 6;

    public static IReadOnlyList<VisitLine> From(IEnumerable<JsonElement> resources) =>
        [.. resources.Where(e => e.Text("status") is not ("cancelled" or "entered-in-error"))
            .Select(Line).OrderByDescending(v => v.Start, StringComparer.Ordinal).Take(Shown)];

    private static VisitLine Line(JsonElement encounter) => new(
        encounter.Items("reasonCode").Concat(encounter.Items("type")).Select(CodedText.Of).FirstOrDefault(t => t is not null),
        encounter.Child("class").Text("code"),
        encounter.Child("period").Text("start"));
}
