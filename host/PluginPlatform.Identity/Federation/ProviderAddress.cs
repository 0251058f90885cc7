namespace PluginPlatform.Identity.Federation;

/// <summary>Where the platform itself asks a provider: over TLS, or on this machine.</summary>
internal static class ProviderAddress
{
    public static bool IsAcceptable(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);

    public static Uri? Parse(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && IsAcceptable(uri) ? uri : null;
}
