using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace PluginPlatform.Identity.Browsers;

/// <summary>
/// Which pages of other origins may read answers (CORS, Fetch standard section 3.2). Documents anybody may read are open to
/// any origin; where a token is got or used, to the origins of registered apps. Cookies never count: a page elsewhere acts
/// with its own token or not at all.
/// </summary>
internal sealed class BrowserPolicies(ClientOrigins origins) : ICorsPolicyProvider
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private static readonly string[] Headers =
        ["Authorization", "Content-Type", "Accept", "DPoP", "If-Match", "If-None-Match", "If-Modified-Since", "If-None-Exist", "Prefer"];

    private static readonly string[] Readable =
        ["WWW-Authenticate", "DPoP-Nonce", "ETag", "Location", "Content-Location", "Last-Modified", "Retry-After", "X-Request-Id"];

    private static readonly CorsPolicy Open = new CorsPolicyBuilder()
        .AllowAnyOrigin().WithMethods("GET").WithHeaders("Accept", "Content-Type").SetPreflightMaxAge(Remembered).Build();

    public async Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        var path = context.Request.Path.Value ?? "";
        if (IdentityPaths.IsOpenToAnyOrigin(path))
        {
            return Open;
        }

        if (!IdentityPaths.IsForBrowserApps(path))
        {
            return null;
        }

        var known = context.Request.Headers.Origin is [{ Length: > 0 } origin] && await origins.HasAsync(origin, context.RequestAborted);
        return new CorsPolicyBuilder()
            .SetIsOriginAllowed(_ => known)
            .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders(Headers)
            .WithExposedHeaders(Readable)
            .SetPreflightMaxAge(Remembered)
            .Build();
    }
}
