using Microsoft.AspNetCore.Http;

namespace Fhir.Http;

/// <summary>An answer of FHIR JSON that is no stored version: a Bundle, the capability statement.</summary>
internal sealed class JsonResult(ReadOnlyMemory<byte> json) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = MediaTypes.FhirJsonUtf8;
        response.ContentLength = json.Length;
        response.Headers.CacheControl = "private, no-cache";
        await response.BodyWriter.WriteAsync(json, httpContext.RequestAborted);
    }
}
