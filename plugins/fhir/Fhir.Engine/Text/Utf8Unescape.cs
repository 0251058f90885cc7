using System.Buffers;
using System.Globalization;
using System.Text;

namespace Fhir.Engine.Text;

/// <summary>JSON string escapes (RFC 8259 section 7).</summary>
internal static class Utf8Unescape
{
    /// <summary>The string a raw JSON string stands for; a lone surrogate becomes U+FFFD.</summary>
    public static string ToText(ReadOnlySpan<byte> raw)
    {
        var buffer = new ArrayBufferWriter<char>(raw.Length + 1);
        while (!raw.IsEmpty)
        {
            var escape = raw.IndexOf((byte)'\\');
            var plain = escape < 0 ? raw : raw[..escape];
            buffer.Advance(Encoding.UTF8.GetChars(plain, buffer.GetSpan(plain.Length + 1)));
            if (escape < 0)
            {
                break;
            }
            var (unit, length) = ReadEscape(raw[escape..]);
            buffer.GetSpan(1)[0] = unit;
            buffer.Advance(1);
            raw = raw[(escape + length)..];
        }
        return WithoutLoneSurrogates(new string(buffer.WrittenSpan));
    }

    /// <summary>True when every \uD800–\uDFFF escape belongs to a pair: otherwise the text is no Unicode string.</summary>
    public static bool HasValidSurrogates(ReadOnlySpan<byte> raw)
    {
        var high = false;
        while (!raw.IsEmpty)
        {
            if (raw[0] != '\\')
            {
                if (high)
                {
                    return false;
                }
                var next = raw.IndexOf((byte)'\\');
                raw = next < 0 ? default : raw[next..];
                continue;
            }
            var (unit, length) = ReadEscape(raw);
            if (high != char.IsLowSurrogate(unit))
            {
                return false;
            }
            high = char.IsHighSurrogate(unit);
            raw = raw[length..];
        }
        return !high;
    }

    // The JSON reader has accepted the text, so an escape is complete and its digits are hexadecimal.
    private static (char Unit, int Length) ReadEscape(ReadOnlySpan<byte> raw) => raw[1] switch
    {
        (byte)'n' => ('\n', 2),
        (byte)'t' => ('\t', 2),
        (byte)'r' => ('\r', 2),
        (byte)'b' => ('\b', 2),
        (byte)'f' => ('\f', 2),
        (byte)'u' => ((char)ushort.Parse(raw.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), 6),
        var other => ((char)other, 2),
    };

    private static string WithoutLoneSurrogates(string text)
    {
        foreach (var unit in text)
        {
            if (char.IsSurrogate(unit))
            {
                return Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text));
            }
        }
        return text;
    }
}
