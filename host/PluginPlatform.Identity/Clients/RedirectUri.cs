using System.Net;

namespace PluginPlatform.Identity.Clients;

/// <summary>Which addresses users may be sent back to.</summary>
internal static class RedirectUri
{
    private const int Longest = 2000;

    /// <summary>
    /// RFC 6749 section 3.1.2: absolute, without fragment. RFC 8252: https; http on a loopback address (section 7.3);
    /// for a public native client a private-use scheme, which has a dot (section 7.1) and so is never script or data.
    /// </summary>
    public static bool IsAcceptable(string text, bool isPublic) =>
        Parse(text) is { } uri && (IsWeb(uri) || (isPublic && IsPrivateUse(uri)));

    /// <summary>The same without private-use schemes, for addresses a browser opens in a frame.</summary>
    public static bool IsWebAddress(string text) => Parse(text) is { } uri && IsWeb(uri);

    // What the parser would quietly repair (spaces, backslashes, missing slashes) is refused.
    private static Uri? Parse(string text) =>
        text.Length <= Longest
        && !text.Contains('#', StringComparison.Ordinal)
        && !text.Contains('*', StringComparison.Ordinal)
        && Uri.IsWellFormedUriString(text, UriKind.Absolute)
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
            ? uri
            : null;

    private static bool IsWeb(Uri uri) =>
        uri.Scheme == Uri.UriSchemeHttps ? uri.Host.Length > 0 : uri.Scheme == Uri.UriSchemeHttp && IsLoopback(uri);

    // As written: the parser turns the name "loopback" and odd spellings of addresses into these.
    private static bool IsLoopback(Uri uri) =>
        uri.OriginalString.StartsWith($"http://{uri.Host}", StringComparison.Ordinal)
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.DnsSafeHost, out var address) && IPAddress.IsLoopback(address)));

    private static bool IsPrivateUse(Uri uri) => uri.Scheme.Contains('.', StringComparison.Ordinal);
}
