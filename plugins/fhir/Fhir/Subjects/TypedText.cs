using System.Globalization;
using Fhir.Engine.Text;

namespace Fhir.Subjects;

/// <summary>What was typed, as what it may mean.</summary>
/// <param name="Words">Each must begin a name part or an identifier, or be the birth date.</param>
internal sealed record TypedText(IReadOnlyList<TypedWord> Words)
{
    private const int MostWords = 6;

    private static readonly string[] DayForms =
        ["yyyy-M-d", "yyyy/M/d", "d.M.yyyy", "d/M/yyyy", "M/d/yyyy", "d-M-yyyy", "yyyyMMdd", "d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy"];

    private static readonly CultureInfo[] Languages = [CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("de")];

    public static TypedText Read(string text)
    {
        var whole = text.Trim();
        if (Dates(whole) is { Count: > 0 } dates)
        {
            return new([new(whole, dates)]);
        }

        var words = whole.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new([.. words.Take(MostWords).Select(w => new TypedWord(w, Dates(w)))]);
    }

    // 3/5/1959 is the third of May or the fifth of March, by who types it: both are looked for.
    private static List<BirthSpan> Dates(string text)
    {
        var spans = new HashSet<BirthSpan>();
        var plain = text.Replace(",", " ", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal);
        foreach (var form in DayForms)
        {
            foreach (var language in Languages)
            {
                if (DateOnly.TryParseExact(plain, form, language, DateTimeStyles.None, out var day))
                {
                    spans.Add(new(Start(day), Start(day.AddDays(1))));
                }
            }
        }

        if (DateOnly.TryParseExact(plain, ["yyyy-MM", "M/yyyy", "MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            spans.Add(new(Start(month), Start(month.AddMonths(1))));
        }

        if (plain.Length == 4 && int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1850 and < 2200)
        {
            spans.Add(new(Start(new(year, 1, 1)), Start(new(year + 1, 1, 1))));
        }

        return [.. spans];
    }

    private static DateTime Start(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}

/// <summary>One word.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Births">Days it may stand for; empty when it is no date.</param>
internal sealed record TypedWord(string Text, IReadOnlyList<BirthSpan> Births)
{
    public string Normalized { get; } = SearchText.Normalize(Text);
}

/// <summary>From an instant up to, not including, another.</summary>
internal sealed record BirthSpan(DateTime Low, DateTime High);
