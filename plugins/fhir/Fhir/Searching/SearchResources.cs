using Fhir.Access;
using Fhir.Engine.Issues;
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
        var (parameters, malformed) = await ParametersAsync(request, cancellationToken);
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

    private static async Task<(List<KeyValuePair<string, string>> Parameters, Refusal? Malformed)> ParametersAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        var parameters = Flatten(request.Query);
        if (!HttpMethods.IsPost(request.Method))
        {
            return (parameters, null);
        }

        if (!request.HasFormContentType && request.ContentLength is not (null or 0))
        {
            return (parameters, Refusal.Of(415, IssueCode.NotSupported, "Send the parameters as application/x-www-form-urlencoded."));
        }

        try
        {
            if (request.HasFormContentType)
            {
                parameters.AddRange(Flatten(await request.ReadFormAsync(cancellationToken)));
            }

            return (parameters, null);
        }
        catch (InvalidDataException)
        {
            return (parameters, Refusal.Of(400, IssueCode.Invalid, "The form is malformed or too large."));
        }
    }

    private static List<KeyValuePair<string, string>> Flatten(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> pairs) =>
        [.. pairs.SelectMany(p => p.Value.Select(v => new KeyValuePair<string, string>(p.Key, v ?? "")))];
}
