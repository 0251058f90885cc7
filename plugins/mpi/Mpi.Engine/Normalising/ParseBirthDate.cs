using System.Globalization;

namespace Mpi.Engine.Normalising;

/// <summary>Reads the date forms that registers send, mends an evident swap of day and month, and drops placeholders.</summary>
internal static class ParseBirthDate
{
    private const int Earliest = 1850;
    private const int Latest = 2150;

    public static BirthDate From(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return default;
        }

        var parts = Parts(text.Trim());
        var date = parts.Length switch
        {
            1 => FromDigits(parts[0]),
            2 when parts[0].Length == 4 => Build(parts[0], parts[1], "", false),
            2 when parts[1].Length == 4 => Build(parts[1], parts[0], "", false),
            >= 3 when parts[0].Length == 4 => Build(parts[0], parts[1], parts[2], false),
            >= 3 when parts[2].Length == 4 => Build(parts[2], parts[1], parts[0], true),
            _ => default,
        };
        return IsPlaceholder(date) ? default : date;
    }

    private static string[] Parts(string text)
    {
        var time = text.IndexOfAny(['T', ' ']);
        var date = time >= 8 ? text[..time] : text;
        return date.Split(['-', '/', '.', ' '], StringSplitOptions.RemoveEmptyEntries);
    }

    private static BirthDate FromDigits(string digits) => digits.Length switch
    {
        4 => Build(digits, "", "", false),
        6 => Build(digits[..4], digits[4..], "", false),
        >= 8 => Build(digits[..4], digits[4..6], digits[6..8], false),
        _ => default,
    };

    private static BirthDate Build(string year, string month, string day, bool yearLast)
    {
        var (y, m, d) = (Number(year), Number(month), Number(day));
        if (y is < Earliest or > Latest)
        {
            return default;
        }

        if (m > 12 && d is >= 1 and <= 12)
        {
            (m, d) = (d, m);
            yearLast = false;
        }

        // With the year last, 03/04/1980 is 3 April in most of the world and 4 March in the United States.
        var ambiguous = yearLast && m is >= 1 and <= 12 && d is >= 1 and <= 12 && m != d;
        return new BirthDate(y, m is >= 1 and <= 12 ? m : 0, d is >= 1 and <= 31 ? d : 0, ambiguous);
    }

    // Years and days that registration desks type when they do not know the date.
    private static bool IsPlaceholder(BirthDate date) => date switch
    {
        { Year: 1900, Month: <= 1, Day: <= 1 } => true,
        { Year: 1901, Month: 1, Day: 1 } => true,
        { Year: 1899, Month: 12, Day: >= 30 } => true,
        { Year: 1850, Month: <= 1, Day: <= 1 } => true,
        _ => false,
    };

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
