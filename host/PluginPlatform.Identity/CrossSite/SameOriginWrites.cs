using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Refusing;

namespace PluginPlatform.Identity.CrossSite;

/// <summary>
/// A cookie is sent by the browser whoever wrote the page. So a write (anything but GET, HEAD, OPTIONS, TRACE) to /api,
/// /fhir or /admin/api that is authenticated by a session needs one proof of origin:
/// <c>Sec-Fetch-Site: same-origin</c> (W3C Fetch Metadata); or, from a browser without it, an <c>Origin</c> equal to the
/// platform's own (RFC 6454); or a valid antiforgery header. Bearer tokens need none: no browser adds them by itself.
/// </summary>
internal sealed class SameOriginWrites(
    RequestDelegate next, IAntiforgery antiforgery, IOptions<PlatformIdentityOptions> options, ILogger<SameOriginWrites> logger)
{
    // Behind a proxy the request's own scheme and host may be inner ones; the issuer is what the browser sees.
    private readonly string _own = new Uri(options.Value.Issuer).GetLeftPart(UriPartial.Authority);

    public Task InvokeAsync(HttpContext context) =>
        IsWrite(context.Request.Method)
        && context.User.Identity is { IsAuthenticated: true, AuthenticationType: PlatformSchemes.Session }
        && IdentityPaths.IsWritableWithCookie(context.Request.Path.Value ?? "")
            ? CheckAsync(context)
            : next(context);

    private async Task CheckAsync(HttpContext context)
    {
        if (IsOwn(context.Request) || await IsProvedAsync(context))
        {
            await next(context);
            return;
        }

        logger.CrossSiteRefused(context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no endpoint");
        await Refusal.CrossSiteAsync(context);
    }

    // The proof may be a field, and a form that cannot be read proves nothing.
    private async Task<bool> IsProvedAsync(HttpContext context) =>
        (!context.Request.HasFormContentType || await RequestForm.ReadAsync(context.Request, context.RequestAborted) is not null)
        && await antiforgery.IsRequestValidAsync(context);

    private bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [var site])
        {
            return site == "same-origin";
        }

        return request.Headers.Origin is [{ } origin] && (origin == $"{request.Scheme}://{request.Host}" || origin == _own);
    }

    private static bool IsWrite(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method);
}
