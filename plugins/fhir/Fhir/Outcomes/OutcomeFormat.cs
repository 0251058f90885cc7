using Fhir.Engine.Issues;
using Fhir.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PluginPlatform.Sdk.Endpoints;

namespace Fhir.Outcomes;

/// <summary>Writes the platform's own refusals and faults as FHIR does (R4 3.1.0.1.5).</summary>
internal sealed class OutcomeFormat : IProblemFormat
{
    public Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        var status = problem.Status ?? context.Response.StatusCode;
        var reason = problem.Extensions.TryGetValue("code", out var code) ? $" [{code}]" : "";
        var request = problem.Extensions.TryGetValue("requestId", out var id) ? $" Request {id}." : "";
        var severity = status >= 500 ? IssueSeverity.Fatal : IssueSeverity.Error;
        var body = WriteOutcome.Bytes([new FhirIssue(severity, CodeOf(status), $"{problem.Title}: {problem.Detail}{reason}{request}", null)]);
        context.Response.ContentType = MediaTypes.FhirJsonUtf8;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static string CodeOf(int status) => status switch
    {
        401 => "login",
        403 => "forbidden",
        404 => IssueCode.NotFound,
        413 => IssueCode.TooLong,
        429 => "throttled",
        503 => "transient",
        504 => "timeout",
        >= 500 => "exception",
        _ => IssueCode.Invalid,
    };
}
