using Fhir.Engine.Issues;
using Fhir.Http;
using Microsoft.AspNetCore.Http;

namespace Fhir.Outcomes;

/// <summary>An answer whose body is an OperationOutcome.</summary>
internal sealed class OutcomeResult(int status, IReadOnlyList<FhirIssue> issues) : IResult, IStatusCodeHttpResult
{
    public OutcomeResult(Refusal refusal)
        : this(refusal.Status, refusal.Issues)
    {
    }

    public int? StatusCode => status;

    /// <summary>Ends the connection: the rest of a refused body is not read.</summary>
    public bool Close { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = WriteOutcome.Bytes(issues);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = MediaTypes.FhirJsonUtf8;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = HttpMethods.Get;
        }

        if (Close)
        {
            response.Headers.Connection = "close";
        }

        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
