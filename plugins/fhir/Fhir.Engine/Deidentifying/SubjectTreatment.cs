using System.Globalization;
using System.Text.Json;

namespace Fhir.Engine.Deidentifying;

/// <summary>What the dates of one patient become. Made from the Patient before anything else of theirs is written.</summary>
public sealed class SubjectTreatment
{
    // "All ages over 89" go into one category of 90 and older (164.514(b)(2)(i)(C)).
    private const int Oldest = 90;

    private readonly DateTreatment _dates;
    private readonly int _days;

    private SubjectTreatment(string subject, DateTreatment dates, int days, int floor, bool isOld) =>
        (Subject, _dates, _days, Floor, IsOld) = (subject, dates, days, floor, isOld);

    /// <summary>The patient's id.</summary>
    public string Subject { get; }

    /// <summary>The year before which no date stays: it would tell an age over 89.</summary>
    internal int Floor { get; }

    /// <summary>Whether the patient is, or died, older than 89.</summary>
    internal bool IsOld { get; }

    /// <summary>Reads the birth and the death of a patient.</summary>
    /// <param name="patient">The Patient, FHIR JSON.</param>
    /// <param name="options">The export.</param>
    public static SubjectTreatment Of(ReadOnlyMemory<byte> patient, DeidentifyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var document = JsonDocument.Parse(patient);
        var root = document.RootElement;
        var subject = root.GetProperty("id").GetString()!;
        var days = options.Dates == DateTreatment.Shift ? SecretHash.Offset(options.Key, subject) : 0;
        var until = Day(root, "deceasedDateTime", latest: true) ?? options.Today;
        until = until < options.Today ? until : options.Today;
        var floor = until.AddDays(days).Year - Oldest;

        // A birth date of less than a day is taken as the earliest day it may mean. One that cannot be read counts as old.
        var born = root.TryGetProperty("birthDate", out _) ? Day(root, "birthDate", latest: false) ?? DateOnly.MinValue : (DateOnly?)null;
        return new(subject, options.Dates, days, floor, born is { } day && (day.Year <= 1 || day.AddYears(Oldest) <= until));
    }

    /// <summary>A birth date: of the oldest the year in which those of 90 were born.</summary>
    internal string BirthDate(string text) =>
        (IsOld ? null : Date(text, mayBeYear: true)) ?? Floor.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>Any other date.</summary>
    /// <param name="text">date, dateTime or instant as written.</param>
    /// <param name="mayBeYear">False for an instant, which is whole or not there.</param>
    /// <returns>Null when nothing may stay.</returns>
    internal string? Date(string text, bool mayBeYear)
    {
        if (text.Length < 4 || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year <= Floor)
        {
            return null;
        }

        if (_dates == DateTreatment.Year)
        {
            return mayBeYear ? text[..4] : null;
        }

        // What is less exact than a day cannot move by days; its year alone says little enough.
        return text.Length < 10 ? Coarse(text, mayBeYear) : Moved(text);
    }

    private string? Coarse(string text, bool mayBeYear) => mayBeYear ? text[..4] : null;

    private string? Moved(string text)
    {
        if (!DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return null;
        }

        var moved = day.AddDays(_days);
        return moved.Year <= Floor ? null : moved.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + text[10..];
    }

    private static DateOnly? Day(JsonElement root, string name, bool latest)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: >= 4 } text)
        {
            return null;
        }

        var parts = text.Split('T')[0].Split('-');
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1 or > 9998)
        {
            return null;
        }

        var month = parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var m) && m is >= 1 and <= 12 ? m : latest ? 12 : 1;
        var last = DateTime.DaysInMonth(year, month);
        var day = parts.Length > 2 && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var d) && d >= 1 && d <= last ? d : latest ? last : 1;
        return new(year, month, day);
    }
}
