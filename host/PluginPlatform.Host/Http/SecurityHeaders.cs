using Microsoft.Extensions.Options;
using PluginPlatform.Identity;

namespace PluginPlatform.Host.Http;

/// <summary>Headers of every answer, redirects and errors included; also gives each request its id.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IOptions<PlatformIdentityOptions> identity)
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-src 'none'; frame-ancestors 'none'";

    // RFC 6797: a year. Names below this one may be somebody else's, so they are not bound along.
    private const string OnlyHttps = "max-age=31536000";

    private readonly bool _secure = identity.Value.Issuer.StartsWith("https://", StringComparison.Ordinal);

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["X-Request-Id"] = context.TraceIdentifier;
        if (_secure && context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = OnlyHttps;
        }

        return next(context);
    }
}
