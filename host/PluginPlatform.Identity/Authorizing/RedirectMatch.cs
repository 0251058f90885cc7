using System.Net;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>Compares redirect URIs.</summary>
internal static class RedirectMatch
{
    /// <summary>Whether the presented address is the registered one.</summary>
    public static bool Same(string registered, string presented) =>
        string.Equals(registered, presented, StringComparison.Ordinal) || SameButForThePort(registered, presented);

    // RFC 8252 section 7.3: a native app learns its port when it starts. Only for a loopback address written as a number
    // (section 8.3), and all else compared as text.
    private static bool SameButForThePort(string registered, string presented) =>
        Uri.TryCreate(registered, UriKind.Absolute, out var one)
        && Uri.TryCreate(presented, UriKind.Absolute, out var other)
        && one.Scheme == Uri.UriSchemeHttp
        && IPAddress.TryParse(one.DnsSafeHost, out var address)
        && IPAddress.IsLoopback(address)
        && other.UserInfo.Length == 0
        && string.Equals(WithoutPort(registered, one), WithoutPort(presented, other), StringComparison.Ordinal);

    // As it was written: parsing would fold dots and escapes. Null, and so no match with an address that differs, when the
    // text does not start the way it was read.
    private static string? WithoutPort(string text, Uri read)
    {
        var start = $"{Uri.UriSchemeHttp}://{read.Host}";
        if (!text.StartsWith(start, StringComparison.Ordinal))
        {
            return $"not comparable: {text}";
        }

        var rest = text.AsSpan(start.Length);
        if (rest is [':', ..])
        {
            rest = rest[1..].TrimStart("0123456789");
        }

        return string.Concat(start, rest);
    }
}
