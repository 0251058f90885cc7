using System.Buffers;
using System.Buffers.Text;
using Fhir.Engine.Definitions;

namespace Fhir.Engine.Primitives;

/// <summary>The formats of R4 2.24.0.1, on unescaped UTF-8.</summary>
internal static class PrimitiveFormat
{
    /// <summary>R4: a string shall not exceed 1 MB.</summary>
    private const int MaxString = 1024 * 1024;

    private static readonly SearchValues<byte> ControlCharacters = SearchValues.Create(
        Enumerable.Range(0, 32).Where(b => b is not (9 or 10 or 13)).Select(b => (byte)b).ToArray());

    private static readonly SearchValues<byte> Whitespace = SearchValues.Create(" \t\r\n\f\v"u8);

    private static readonly SearchValues<byte> IdCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."u8);

    /// <summary>What is wrong with a string value of that type, or null.</summary>
    public static string? Check(PrimitiveKind kind, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return "a value cannot be empty";
        }
        return kind switch
        {
            PrimitiveKind.String or PrimitiveKind.Markdown => CheckText(text),
            PrimitiveKind.Code => IsCode(text) ? null : "a code has no space at its ends and no double space inside",
            PrimitiveKind.Id => IsId(text) ? null : "an id is 1 to 64 letters, digits, '-' and '.'",
            PrimitiveKind.Uri or PrimitiveKind.Url or PrimitiveKind.Canonical =>
                text.ContainsAny(Whitespace) ? "a URI holds no white space" : null,
            PrimitiveKind.Oid => IsOid(text) ? null : "an OID reads urn:oid:1.2.3",
            PrimitiveKind.Uuid => IsUuid(text) ? null : "a UUID reads urn:uuid: and 36 lower-case characters",
            PrimitiveKind.Date => IsDate(text) ? null : "a date reads YYYY, YYYY-MM or YYYY-MM-DD and exists in the calendar",
            PrimitiveKind.DateTime => DateTimeReader.TryRead(text, false, out _) ? null
                : "a dateTime reads YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a zone",
            PrimitiveKind.Instant => IsInstant(text) ? null : "an instant reads YYYY-MM-DDThh:mm:ss with a zone",
            PrimitiveKind.Time => DateTimeReader.IsTime(text) ? null : "a time reads hh:mm:ss",
            PrimitiveKind.Base64Binary => IsBase64(text) ? null : "not Base64",
            _ => null,
        };
    }

    public static bool IsId(ReadOnlySpan<byte> text) => text.Length is > 0 and <= 64 && !text.ContainsAnyExcept(IdCharacters);

    /// <summary>True for an integer of 32 bits, as JSON writes one without fraction or exponent.</summary>
    public static bool IsInteger(ReadOnlySpan<byte> number, int least) =>
        Utf8Parser.TryParse(number, out int value, out var used) && used == number.Length && value >= least
        && (number.Length < 2 || number[0] != '-' || number[1] != '0');

    private static string? CheckText(ReadOnlySpan<byte> text) =>
        text.Length > MaxString ? "a string is at most 1 MB"
        : text.ContainsAny(ControlCharacters) ? "a string holds no control characters"
        : null;

    private static bool IsCode(ReadOnlySpan<byte> text)
    {
        var afterSpace = true;
        foreach (var b in text)
        {
            var space = b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' || b < 32;
            if (space && afterSpace)
            {
                return false;
            }
            afterSpace = space;
        }
        return !afterSpace;
    }

    private static bool IsDate(ReadOnlySpan<byte> text) => text.Length <= 10 && DateTimeReader.TryRead(text, false, out _);

    private static bool IsInstant(ReadOnlySpan<byte> text) =>
        DateTimeReader.TryRead(text, false, out var value) && value.Precision >= DatePrecision.Second;

    private static bool IsOid(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("urn:oid:"u8) || text.Length < 9 || text[8] is < (byte)'0' or > (byte)'2')
        {
            return false;
        }
        var arcs = text[9..];
        while (!arcs.IsEmpty)
        {
            if (arcs[0] != '.')
            {
                return false;
            }
            var end = arcs[1..].IndexOf((byte)'.');
            var arc = end < 0 ? arcs[1..] : arcs.Slice(1, end);
            if (arc.IsEmpty || arc.ContainsAnyExceptInRange((byte)'0', (byte)'9') || (arc[0] == '0' && arc.Length > 1))
            {
                return false;
            }
            arcs = arcs[(arc.Length + 1)..];
        }
        return text.Length > 9;
    }

    private static bool IsUuid(ReadOnlySpan<byte> text) =>
        text.Length == 45 && text.StartsWith("urn:uuid:"u8)
        && Utf8Parser.TryParse(text[9..], out Guid _, out var used, 'D') && used == 36
        && !text[9..].ContainsAnyInRange((byte)'A', (byte)'F');

    private static bool IsBase64(ReadOnlySpan<byte> text) => Base64.IsValid(text);
}
