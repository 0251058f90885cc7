namespace PluginPlatform.Identity.Tenants;

/// <summary>The form of a tenant's id, as the tenants' table checks it.</summary>
internal static class TenantId
{
    public const string Rule =
        "A tenant id has 1 to 63 lower-case letters, digits, hyphens and underscores and starts with a letter or digit.";

    private const int Longest = 63;

    public static bool IsValid(string tenant) =>
        tenant.Length is > 0 and <= Longest && IsPlain(tenant[0]) && tenant.All(letter => IsPlain(letter) || letter is '-' or '_');

    private static bool IsPlain(char letter) => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter);
}
