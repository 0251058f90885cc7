using System.Text.Json;

namespace Journey.Mapping.Reading;

/// <summary>Reads FHIR JSON without assuming that anything is there.</summary>
internal static class FhirJson
{
    private const int LongestText = 500;

    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : default;

    public static bool Has(this JsonElement element, string name) => element.Get(name).ValueKind != JsonValueKind.Undefined;

    /// <summary>The items of a list, or the one element where the standard allows one.</summary>
    public static IEnumerable<JsonElement> Each(this JsonElement element, string name)
    {
        var child = element.Get(name);
        return child.ValueKind switch
        {
            JsonValueKind.Array => child.EnumerateArray(),
            JsonValueKind.Undefined => [],
            _ => [child],
        };
    }

    public static JsonElement First(this JsonElement element, string name) => element.Each(name).FirstOrDefault();

    /// <summary>A string, trimmed and bounded; null when absent or blank.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        var child = element.Get(name);
        return child.ValueKind == JsonValueKind.String ? Bounded(child.GetString()!) : null;
    }

    public static double? Number(this JsonElement element, string name)
    {
        var child = element.Get(name);
        return child.ValueKind == JsonValueKind.Number && child.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
    }

    public static bool IsTrue(this JsonElement element, string name) => element.Get(name).ValueKind == JsonValueKind.True;

    /// <summary>Several texts as one, without the empty ones; null when nothing is left.</summary>
    public static string? Join(params IEnumerable<string?> parts)
    {
        var joined = string.Join(" · ", parts.Where(part => part is not null).Distinct(StringComparer.Ordinal));
        return joined.Length == 0 ? null : Bounded(joined);
    }

    // PostgreSQL's text holds no NUL.
    private static string? Bounded(string text)
    {
        var clean = text.Replace("\0", "", StringComparison.Ordinal).Trim();
        return clean.Length switch
        {
            0 => null,
            > LongestText => $"{clean[..(char.IsHighSurrogate(clean[LongestText - 2]) ? LongestText - 2 : LongestText - 1)]}…",
            _ => clean,
        };
    }
}
