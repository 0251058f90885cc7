using PluginPlatform.Identity.DPoP;

namespace PluginPlatform.Identity.Bearer;

/// <summary>The schemes an access token comes with: Bearer (RFC 6750 section 2.1) and DPoP (RFC 9449 section 7.1).</summary>
internal static class AccessTokenScheme
{
    public const string Bearer = "Bearer";

    private static readonly string[] Known = [Bearer, DpopProof.Header];

    /// <summary>The scheme the header means to use, also when the rest of it is amiss; null for another one.</summary>
    public static string? Of(string? authorization)
    {
        var text = authorization?.Trim() ?? "";
        return Known.FirstOrDefault(scheme =>
            text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && (text.Length == scheme.Length || text[scheme.Length] == ' '));
    }

    /// <summary>Scheme and token; null when the header is malformed.</summary>
    public static (string Scheme, string Token)? Read(string authorization) =>
        Of(authorization) is { } scheme
        && authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
        && authorization.Length > scheme.Length
            ? (scheme, authorization[(scheme.Length + 1)..].Trim())
            : null;
}
