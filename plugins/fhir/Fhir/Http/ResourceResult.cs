using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Fhir.Http;

/// <summary>A version of a resource, or its headers alone.</summary>
internal sealed class ResourceResult(int status, int version, DateTimeOffset updatedAt, ReadOnlyMemory<byte> json) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => status;

    /// <summary>Address of the version, or null.</summary>
    public string? Location { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.Headers.ETag = EntityTag.Of(version);
        response.Headers.LastModified = updatedAt.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "private, no-cache";
        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (status is StatusCodes.Status304NotModified or StatusCodes.Status204NoContent)
        {
            return;
        }

        response.ContentLength = json.Length;
        if (!json.IsEmpty)
        {
            response.ContentType = MediaTypes.FhirJsonUtf8;
            await response.BodyWriter.WriteAsync(json, httpContext.RequestAborted);
        }
    }
}
