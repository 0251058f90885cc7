namespace PluginPlatform.Identity;

/// <summary>The form of a tenant's id.</summary>
internal static class TenantName
{
    public const string Rule = "A tenant id has 1 to 64 lower-case letters, digits and hyphens and starts with a letter.";

    private const int Longest = 64;

    public static bool IsValid(string tenant) =>
        tenant.Length is > 0 and <= Longest
        && char.IsAsciiLetterLower(tenant[0])
        && tenant.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
