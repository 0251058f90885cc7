using Fhir.Access;
using Fhir.Http;
using Fhir.Outcomes;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Sdk.Access;

namespace Fhir.Searching;

/// <summary>GET [base]/[type]?… and POST [base]/[type]/_search (R4 3.1.0.10 and 3.1.1).</summary>
internal sealed class SearchResources(RunSearch search, Guard guard)
{
    public async Task<IResult> HandleAsync(HttpContext http, string type, CancellationToken cancellationToken)
    {
        var request = http.Request;
        var (parameters, malformed) = await ReadParameters.FromAsync(request, cancellationToken);
        if (malformed is not null)
        {
            return new OutcomeResult(malformed);
        }

        if (guard.Check(DataAction.Search, type) is { } refusal)
        {
            return new OutcomeResult(refusal);
        }

        var asked = new SearchRequest(type, parameters, ServerBase.Of(request), Prefer.Lenient(request));
        var (found, refused) = await search.RunAsync(asked, cancellationToken);
        return refused is null ? new JsonResult(WriteSearchset.Bytes(asked, found!)) : new OutcomeResult(refused);
    }
}
