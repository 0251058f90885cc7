using System.Text.Json;
using Journey.Contracts;
using Microsoft.AspNetCore.Http;

namespace Journey.Graphs;

/// <summary>A journey, or 304 when the caller holds it. Kept by the browser, but asked about each time: it is patient data.</summary>
/// <param name="graph">Null when the caller holds it.</param>
/// <param name="tag">Its entity tag.</param>
internal sealed class GraphResult(JourneyGraph? graph, GraphTag tag) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => graph is null ? StatusCodes.Status304NotModified : StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCode!.Value;
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Authorization, Cookie";
        if (graph is null)
        {
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        await WriteGraph.ToAsync(writer, graph, httpContext.RequestAborted);
    }
}
