using System.Globalization;
using PluginPlatform.Sdk.Subjects;
using PluginPlatform.Sdk.UI.Patients;

namespace PluginPlatform.Shell.Patients;

/// <summary>One line that tells a patient from another: age, sex, birth date, number.</summary>
internal static class PatientLine
{
    public static string Of(SubjectSummary patient, DateOnly today) => string.Join(" · ", Parts(patient, today));

    public static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(time.GetLocalNow().Date);

    /// <summary>The name in three parts, the middle one being what was searched for; empty when it is not in the name.</summary>
    public static (string Before, string Hit, string After) Mark(string name, string text)
    {
        if (text.Length == 0)
        {
            return (name, "", "");
        }

        var comparison = CultureInfo.InvariantCulture.CompareInfo;
        var at = comparison.IndexOf(name, text, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace, out var length);
        return at < 0 ? (name, "", "") : (name[..at], name.Substring(at, length), name[(at + length)..]);
    }

    private static IEnumerable<string> Parts(SubjectSummary patient, DateOnly today)
    {
        if (PatientText.Age(patient, today) is { } age)
        {
            yield return age;
        }

        yield return PatientText.Sex(patient);
        if (PatientText.Born(patient) is { } born)
        {
            yield return born;
        }

        if (patient.Identifiers.Count > 0)
        {
            yield return patient.Identifiers[0].Value;
        }
    }
}
