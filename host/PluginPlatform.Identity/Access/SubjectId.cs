namespace PluginPlatform.Identity.Access;

/// <summary>The form of a data subject's id as it comes from outside.</summary>
internal static class SubjectId
{
    public const string Rule = "A data subject's id has 1 to 64 letters, digits, hyphens and dots.";

    private const int Longest = 64;

    public static bool IsValid(string id) =>
        id.Length is > 0 and <= Longest && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.');
}
