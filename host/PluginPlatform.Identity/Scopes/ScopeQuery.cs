namespace PluginPlatform.Identity.Scopes;

/// <summary>
/// The form of what narrows a scope (SMART App Launch 2.2 section 3.0.2.2): <c>name=value</c>, several joined with <c>&amp;</c>.
/// Whether such a search exists for the kind is the business of the plugin that owns it.
/// </summary>
internal static class ScopeQuery
{
    private const int Longest = 512;
    private const int MostParameters = 8;

    public static bool IsWellFormed(string query) =>
        query.Length <= Longest
        && query.All(IsAllowed)
        && query.Split('&') is { Length: <= MostParameters } pairs
        && pairs.All(IsPair);

    // The letters are those of RFC 6749 section 3.3; a second question mark would begin another query.
    private static bool IsAllowed(char letter) => letter is > ' ' and <= '~' and not '"' and not '\\' and not '?';

    private static bool IsPair(string pair)
    {
        var mark = pair.IndexOf('=', StringComparison.Ordinal);
        return mark > 0 && mark < pair.Length - 1 && pair.AsSpan(0, mark).IndexOfAnyExcept(NameLetters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> NameLetters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-:.");
}
