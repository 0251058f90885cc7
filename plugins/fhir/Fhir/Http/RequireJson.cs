using Fhir.Engine.Issues;
using Fhir.Outcomes;
using Microsoft.AspNetCore.Http;

namespace Fhir.Http;

/// <summary>Refuses requests for another representation than JSON before anything is done (R4 3.1.0.1.9: 406).</summary>
internal sealed class RequireJson : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        MediaTypes.AcceptsJson(context.HttpContext.Request)
            ? next(context)
            : ValueTask.FromResult<object?>(new OutcomeResult(Refusal.Of(
                StatusCodes.Status406NotAcceptable, IssueCode.NotSupported,
                $"Answers are JSON: ask for one of {MediaTypes.Supported}. XML and Turtle are not supported.")));
}
