using System.Security.Cryptography;
using System.Text;

namespace Fhir.Storing;

/// <summary>Texts as index keys: PostgreSQL refuses keys over some 2,700 bytes, so long ones end in their hash.</summary>
internal static class IndexText
{
    /// <summary>Characters of a string that its prefix search compares.</summary>
    public const int PrefixLength = 200;

    private const int Longest = 200;
    private const int Kept = 120;

    /// <summary>A key that is equal exactly when the texts are.</summary>
    public static string Key(string text)
    {
        var clean = Clean(text);
        return clean.Length <= Longest
            ? clean
            : $"{Cut(clean, Kept)}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clean)))}";
    }

    /// <summary>The beginning of a text, for comparison by prefix.</summary>
    public static string Prefix(string text) => Cut(Clean(text), PrefixLength);

    /// <summary>PostgreSQL's text holds no NUL; JSON may (\u0000).</summary>
    public static string Clean(string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
