using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using PluginPlatform.Sdk.Endpoints;

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

    /// <summary>429 (RFC 6585 section 4).</summary>
    /// <param name="context">The request.</param>
    /// <param name="after">When to come again; rounded up to whole seconds.</param>
    public static Task TooManyAsync(HttpContext context, TimeSpan after)
    {
        context.Response.Headers.RetryAfter = Seconds(after);
        context.Response.Headers.CacheControl = "no-store";
        return WriteAsync(context, StatusCodes.Status429TooManyRequests, "IDN-1004", "Too many requests; come again after the time in Retry-After.");
    }

    /// <summary>A delay as Retry-After states it (RFC 9110 section 10.2.3): whole seconds, at least one.</summary>
    public static string Seconds(TimeSpan after) => ((long)Math.Max(1, Math.Ceiling(after.TotalSeconds))).ToString(CultureInfo.InvariantCulture);

    /// <summary>In the endpoint's own error format where it has one.</summary>
    private static async Task WriteAsync(HttpContext context, int status, string code, string detail)
    {
        context.Response.StatusCode = status;
        var problem = new ProblemDetails { Status = status, Detail = detail, Extensions = { ["code"] = code } };
        if (context.GetEndpoint()?.Metadata.GetMetadata<IProblemFormat>() is { } format)
        {
            await format.WriteAsync(context, problem);
            return;
        }

        await context.RequestServices.GetRequiredService<IProblemDetailsService>()
            .TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem });
    }
}
