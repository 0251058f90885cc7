using System.Globalization;
using System.Text;
using Fhir.Engine.Primitives;
using Fhir.Engine.Text;

namespace Fhir.Engine.Search.Querying.Values;

/// <summary>Readers of values that need no context.</summary>
internal static class PlainValues
{
    public static TokenValue? Token(string text, out string? error)
    {
        var parts = QueryText.Split(text, '|');
        var code = QueryText.Unescape(parts[^1]);
        error = parts.Count > 2 ? "a token reads code, system|code, |code or system|"
            : parts.Count == 2 && parts[0].Length == 0 && code.Length == 0 ? "a token has a system or a code"
            : null;
        return error is not null ? null
            : parts.Count == 1 ? new TokenValue(true, null, code)
            : new TokenValue(false, parts[0].Length == 0 ? null : QueryText.Unescape(parts[0]), code.Length == 0 ? null : code);
    }

    public static StringValue? String(string text, out string? error)
    {
        var plain = QueryText.Unescape(text);
        var normalized = SearchText.Normalize(plain);
        error = normalized.Length == 0 ? "there is nothing to look for" : null;
        return error is null ? new StringValue(plain, normalized) : null;
    }

    public static DateValue? Date(string text, out string? error)
    {
        var prefix = PrefixReader.Read(ref text);
        // A plus that was not percent-encoded arrives as a space.
        var utf8 = Encoding.UTF8.GetBytes(text.Replace(' ', '+'));
        error = DateTimeReader.TryRead(utf8, true, out var value) ? null
            : "a date reads YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm[:ss] with a zone, after a prefix";
        return error is null ? new DateValue(prefix, value.ToRange()) : null;
    }

    public static NumberValue? Number(string text, out string? error)
    {
        var prefix = PrefixReader.Read(ref text);
        var range = NumberRange.Read(text);
        error = range is null ? "not a number" : null;
        return range is { } span ? new NumberValue(prefix, span, double.Parse(text, CultureInfo.InvariantCulture)) : null;
    }

    public static QuantityValue? Quantity(string text, out string? error)
    {
        var parts = QueryText.Split(text, '|');
        if (parts.Count is not (1 or 3))
        {
            error = "a quantity reads number or number|system|unit";
            return null;
        }
        var number = Number(parts[0], out error);
        return number is null ? null
            : parts.Count == 1 ? new QuantityValue(number, null, null)
            : new QuantityValue(number, NullIfEmpty(QueryText.Unescape(parts[1])), NullIfEmpty(QueryText.Unescape(parts[2])));
    }

    public static string? Uri(string text, out string? error)
    {
        error = text.Length == 0 ? "there is nothing to look for" : null;
        return error is null ? QueryText.Unescape(text) : null;
    }

    public static string? Id(string text, out string? error)
    {
        error = PrimitiveFormat.IsId(Encoding.UTF8.GetBytes(text)) ? null : "an id is 1 to 64 letters, digits, '-' and '.'";
        return error is null ? text : null;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
