using System.Globalization;
using PluginPlatform.Sdk.Subjects;
using static PluginPlatform.Sdk.UI.Text.UiText;

namespace PluginPlatform.Sdk.UI.Patients;

/// <summary>How a patient's age, sex and birth date read in the reader's language.</summary>
public static class PatientText
{
    /// <summary>Age today, or at death: years; months under two years; days under two months.</summary>
    /// <param name="subject">The patient.</param>
    /// <param name="today">The date where the reader is.</param>
    /// <returns>For example <c>67 y</c>; null when the birth date is unknown. A birth year alone gives completed years at the year's end.</returns>
    public static string? Age(SubjectSummary subject, DateOnly today)
    {
        if (Start(subject.BirthDate) is not { } born)
        {
            return null;
        }

        var until = Start(subject.DeceasedOn) ?? today;
        var months = ((until.Year - born.Year) * 12) + until.Month - born.Month - (until.Day < born.Day ? 1 : 0);
        return months switch
        {
            < 0 => null,
            < 2 => T("age.days", until.DayNumber - born.DayNumber),
            < 24 => T("age.months", months),
            _ => T("age.years", months / 12),
        };
    }

    /// <summary>The birth date, as exact as it is recorded.</summary>
    /// <param name="subject">The patient.</param>
    /// <returns>For example <c>3 May 1959</c>, <c>May 1959</c>, <c>1959</c>; null when unknown.</returns>
    public static string? Born(SubjectSummary subject) => Date(subject.BirthDate);

    /// <summary>Administrative sex in words.</summary>
    /// <param name="subject">The patient.</param>
    public static string Sex(SubjectSummary subject) => subject.Sex switch
    {
        "female" or "male" or "other" or "unknown" => T("sex." + subject.Sex),
        null => T("sex.none"),
        _ => subject.Sex,
    };

    /// <summary>A date of <c>yyyy</c>, <c>yyyy-MM</c> or <c>yyyy-MM-dd</c> as the reader's locale writes it.</summary>
    /// <param name="recorded">As recorded; a time after it is left out.</param>
    /// <returns>Null for null; the recorded text when it is no date.</returns>
    public static string? Date(string? recorded) => recorded?.Length switch
    {
        null => null,
        >= 10 when Start(recorded) is { } day => day.ToString(T("date.day"), CultureInfo.CurrentCulture),
        7 when Start(recorded) is { } month => month.ToString(T("date.month"), CultureInfo.CurrentCulture),
        _ => recorded,
    };

    private static DateOnly? Start(string? recorded)
    {
        var text = recorded?.Length switch
        {
            4 => recorded + "-01-01",
            7 => recorded + "-01",
            >= 10 => recorded[..10],
            _ => null,
        };
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }
}
