using System.Globalization;
using System.Text.Json;

namespace Journey.Mapping.Reading;

/// <summary>A FHIR date, dateTime or instant (R4 2.24.0.1): as recorded, and the earliest moment it may mean, for ordering.</summary>
/// <param name="Text">As recorded; null when absent.</param>
/// <param name="At">Null when absent or beyond the calendar.</param>
internal readonly record struct FhirTime(string? Text, DateTimeOffset? At)
{
    public static FhirTime Read(JsonElement element, string name) => Of(element.Text(name));

    public static FhirTime Of(string? text) => new(text, text is null ? null : Parse(text));

    /// <summary>This, or the other when this was not recorded.</summary>
    public FhirTime Or(FhirTime other) => Text is null ? other : this;

    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private static DateTimeOffset? Parse(string text)
    {
        var whole = text.Length switch
        {
            4 => text + "-01-01",
            7 => text + "-01",
            _ => text,
        };
        return DateTimeOffset.TryParseExact(whole, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : null;
    }
}

/// <summary>From when until when.</summary>
internal readonly record struct FhirSpan(FhirTime Start, FhirTime End)
{
    public static FhirSpan Of(JsonElement period) => new(FhirTime.Read(period, "start"), FhirTime.Read(period, "end"));

    /// <summary>A choice of types such as <c>performed[x]</c>: a period, or a moment that begins and ends at once.</summary>
    public static FhirSpan Choice(JsonElement resource, string name)
    {
        if (resource.Has(name + "Period"))
        {
            return Of(resource.Get(name + "Period"));
        }

        var moment = FhirTime.Read(resource, name + "DateTime").Or(FhirTime.Read(resource, name + "Instant"));
        return new(moment, moment);
    }
}
