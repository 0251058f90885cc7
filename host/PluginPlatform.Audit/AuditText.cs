using System.Buffers;

namespace PluginPlatform.Audit;

/// <summary>Makes any text storable: one caller's odd bytes must not fail the rows of the others in its batch.</summary>
internal static class AuditText
{
    /// <summary>Separates list items on the way to the database.</summary>
    public const char Separator = '\u001f';

    // PostgreSQL stores no NUL, UTF-8 no lone surrogate; surrogates are rare enough to take the slow way always.
    private static readonly SearchValues<char> Suspect =
        SearchValues.Create([Separator, '\0', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(Suspect))
        {
            return text;
        }

        // Encoding and decoding replaces lone surrogates with U+FFFD.
        var utf8 = System.Text.Encoding.UTF8;
        return utf8.GetString(utf8.GetBytes(text)).Replace('\0', '\uFFFD').Replace(Separator, '\uFFFD');
    }
}
