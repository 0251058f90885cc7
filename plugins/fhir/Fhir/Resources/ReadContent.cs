using Fhir.Engine.Issues;
using Fhir.Engine.Parsing;
using Fhir.Http;
using Fhir.Outcomes;
using Microsoft.AspNetCore.Http;

namespace Fhir.Resources;

/// <summary>Reads and checks the resource in a request's body.</summary>
internal sealed class ReadContent(R4 r4, FhirSettings settings)
{
    /// <returns>The resource, or the answer that refuses it: 400 for what is not valid FHIR (R4 3.1.0.8), 413, 415.</returns>
    public async Task<(FhirResource? Resource, OutcomeResult? Refused)> RunAsync(
        HttpRequest request, string type, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, settings, cancellationToken);
        if (body.Refused is { } refused)
        {
            return (null, refused);
        }

        var parsed = r4.Parser.Parse(body.Content);
        if (!parsed.IsValid)
        {
            return (null, new(StatusCodes.Status400BadRequest, parsed.Issues));
        }

        return parsed.Resource.ResourceType == type
            ? (parsed.Resource, null)
            : (null, new(Refusal.Of(400, IssueCode.Invalid, $"The body is a {parsed.Resource.ResourceType}, the address says {type}.", parsed.Resource.ResourceType)));
    }
}
