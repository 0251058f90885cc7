using Microsoft.AspNetCore.Http;

namespace PluginPlatform.Identity.Doors;

/// <summary>Headers of pages that end at a client's address.</summary>
internal static class DoorPolicy
{
    /// <summary>Keeps addresses with codes and states out of caches and Referer headers.</summary>
    public static void KeepQuiet(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
    }

    /// <summary>
    /// No frame may show the page (RFC 9700 section 4.16), and its form may lead to this site and on to the client. Browsers
    /// hold form-action against every redirect that follows a form.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="redirectUri">Where the form leads on to, if anywhere.</param>
    /// <param name="framed">Whether it comes upon an app's way through a frame of the chart and asks nobody anything: then pages of
    /// this site may frame it.</param>
    public static void Apply(HttpContext context, string? redirectUri = null, bool framed = false) =>
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; "
            + $"form-action {FormAction(redirectUri)}; frame-ancestors {(framed ? "'self'" : "'none'")}";

    /// <summary>Sources for form-action: this site, and where the redirect URI is.</summary>
    public static string FormAction(string? redirectUri) =>
        redirectUri is not null && Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri) ? $"'self' {SourceOf(uri)}" : "'self'";

    private static string SourceOf(Uri uri) =>
        uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp
            ? uri.GetLeftPart(UriPartial.Authority)
            : $"{uri.Scheme}:";
}
