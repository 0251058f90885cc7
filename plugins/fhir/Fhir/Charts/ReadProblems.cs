using System.Text.Json;
using Fhir.UI.Charts;

namespace Fhir.Charts;

/// <summary>Problems from Condition.</summary>
internal static class ReadProblems
{
    public static (IReadOnlyList<ProblemLine> Active, int Past) From(IEnumerable<JsonElement> resources)
    {
        var known = resources.Where(r => !CodedText.Withdrawn(r)).ToList();
        var active = known.Where(IsActive).Select(Line).OrderByDescending(p => p.Since, StringComparer.Ordinal).ToList();
        return (active, known.Count - active.Count);
    }

    // Without a clinical status nothing says that it is over.
    private static bool IsActive(JsonElement condition) =>
        !CodedText.HasCode(condition.Child("clinicalStatus"), "inactive", "remission", "resolved");

    private static ProblemLine Line(JsonElement condition) => new(
        CodedText.Of(condition.Child("code")) ?? "?",
        condition.Child("code").Items("coding").Select(c => c.Text("code")).FirstOrDefault(c => c is not null),
        condition.Text("onsetDateTime") ?? condition.Child("onsetPeriod").Text("start") ?? condition.Text("recordedDate"));
}
