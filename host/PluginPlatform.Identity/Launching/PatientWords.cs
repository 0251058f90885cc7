using System.Globalization;
using PluginPlatform.Sdk.Subjects;
using static PluginPlatform.Identity.Doors.DoorText;

namespace PluginPlatform.Identity.Launching;

/// <summary>One line that tells a patient from another: sex, birth date, number.</summary>
internal static class PatientWords
{
    public static string Of(SubjectSummary patient) => string.Join(" · ", Parts(patient));

    private static IEnumerable<string> Parts(SubjectSummary patient)
    {
        if (patient.Sex is "female" or "male" or "other")
        {
            yield return T($"sex.{patient.Sex}");
        }

        if (patient.BirthDate is { } born)
        {
            yield return T("patient.born", DateOnly.TryParseExact(born, "yyyy-MM-dd", out var day) ? day.ToString(T("patient.date"), CultureInfo.CurrentCulture) : born);
        }

        if (patient.Identifiers is [var first, ..])
        {
            yield return $"{first.Label} {first.Value}";
        }
    }
}
