using System.Globalization;
using System.Text;

namespace Fhir.Engine.Text;

/// <summary>How strings compare in a search: without case, accents and surplus space (R4 3.1.1.4.8). Index and query use the same.</summary>
public static class SearchText
{
    /// <summary>The form to index and to compare. Never longer than four times the input; may be empty.</summary>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Collapse(Ascii.IsValid(text) ? text.ToLowerInvariant() : Fold(text));
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in Decompose(text).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }
            _ = c switch
            {
                'ß' => folded.Append("ss"),
                'æ' => folded.Append("ae"),
                'œ' => folded.Append("oe"),
                'ø' => folded.Append('o'),
                'ł' => folded.Append('l'),
                'đ' or 'ð' => folded.Append('d'),
                'þ' => folded.Append("th"),
                'ı' => folded.Append('i'),
                _ => folded.Append(c),
            };
        }
        return folded.ToString();
    }

    // Half a surrogate pair cannot be decomposed; it is no letter either.
    private static string Decompose(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            return string.Concat(text.Where(c => !char.IsSurrogate(c))).Normalize(NormalizationForm.FormKD);
        }
    }

    private static string Collapse(string text)
    {
        var span = text.AsSpan().Trim();
        if (span.Length == text.Length && !HasSurplusSpace(span))
        {
            return text;
        }
        var collapsed = new StringBuilder(span.Length);
        foreach (var c in span)
        {
            var space = char.IsWhiteSpace(c);
            if (!space)
            {
                collapsed.Append(c);
            }
            else if (collapsed[^1] != ' ')
            {
                collapsed.Append(' ');
            }
        }
        return collapsed.ToString();
    }

    private static bool HasSurplusSpace(ReadOnlySpan<char> text)
    {
        var afterSpace = false;
        foreach (var c in text)
        {
            var space = char.IsWhiteSpace(c);
            if (space && (afterSpace || c != ' '))
            {
                return true;
            }
            afterSpace = space;
        }
        return false;
    }
}
