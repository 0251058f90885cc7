using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PluginPlatform.Identity.CrossSite;

/// <summary>Forms as callers send them: one that is too long, has too many fields or is cut off is no form, and never a failure of ours.</summary>
public static class RequestForm
{
    /// <summary>The form of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Null when the body is no form that can be read.</returns>
    public static async Task<IFormCollection?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return request.HasFormContentType ? await request.ReadFormAsync(cancellationToken) : null;
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The form of a request whose type is exactly <c>application/x-www-form-urlencoded</c>, as OAuth demands (RFC 6749, section 4.4.2).</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Null when the body is no such form or cannot be read.</returns>
    public static async Task<IFormCollection?> ReadUrlEncodedAsync(HttpRequest request, CancellationToken cancellationToken) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            ? await ReadAsync(request, cancellationToken)
            : null;

    /// <summary>The form of a page of ours, shown to this browser: its antiforgery field is valid.</summary>
    internal static async Task<IFormCollection?> ReadOwnAsync(HttpContext context, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await ReadAsync(context.Request, cancellationToken) is { } form && await antiforgery.IsRequestValidAsync(context) ? form : null;
    }
}
