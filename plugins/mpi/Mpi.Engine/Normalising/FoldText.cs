using System.Globalization;
using System.Text;

namespace Mpi.Engine.Normalising;

/// <summary>Case, accents, ligatures and punctuation folded away; letters of other scripts stay.</summary>
internal static class FoldText
{
    /// <summary>Lower-case words of letters and digits. Apostrophes join ("O'Brien" is one word), other marks part.</summary>
    public static string[] Words(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            Append(folded, char.ToLowerInvariant(c));
        }

        return folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The words run together.</summary>
    public static string Joined(string? text) => string.Concat(Words(text));

    /// <summary>Upper-case letters and digits only: for codes such as identifiers and postcodes.</summary>
    public static string Code(string? text) => Joined(text).ToUpperInvariant();

    private static void Append(StringBuilder folded, char c)
    {
        if (c is '\'' or '’' or '‘' or '`' or '´' or 'ʼ' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
        {
            return;
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
            _ => folded.Append(char.IsLetterOrDigit(c) ? c : ' '),
        };
    }
}
