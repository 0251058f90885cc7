using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace PluginPlatform.Identity.Refusing;

/// <summary>Answers to callers who may not: RFC 9457 problem details with a stable code.</summary>
internal static class Refusal
{
    /// <summary>Whether a browser asks for a page, and can be sent to the sign-in form.</summary>
    public static bool IsNavigation(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !IdentityPaths.IsApi(request.Path.Value ?? "")
        && request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>401 with a challenge (RFC 9110 section 11.6.1).</summary>
    public static Task UnauthorizedAsync(HttpContext context, string challenge)
    {
        context.Response.Headers.Append(HeaderNames.WWWAuthenticate, challenge);
        return WriteAsync(context, StatusCodes.Status401Unauthorized, "IDN-1001", "Sign in, or send an access token.");
    }

    public static Task ForbiddenAsync(HttpContext context) => WriteAsync(
        context, StatusCodes.Status403Forbidden, "IDN-1002", "You are known, but you may not do this.");

    public static Task CrossSiteAsync(HttpContext context) => WriteAsync(
        context,
        StatusCodes.Status403Forbidden,
        "IDN-1003",
        "A write that only a session's cookie vouches for must come from the platform's own pages, or carry the antiforgery header.");

    /// <summary>Through the problem details service, so that an area with an error format of its own can write that.</summary>
    private static async Task WriteAsync(HttpContext context, int status, string code, string detail)
    {
        context.Response.StatusCode = status;
        var problem = new ProblemDetails { Status = status, Detail = detail, Extensions = { ["code"] = code } };
        await context.RequestServices.GetRequiredService<IProblemDetailsService>()
            .TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem });
    }
}
