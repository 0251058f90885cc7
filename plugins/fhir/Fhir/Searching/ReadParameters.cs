using Fhir.Engine.Issues;
using Fhir.Outcomes;
using Microsoft.AspNetCore.Http;

namespace Fhir.Searching;

/// <summary>The parameters of a search, from the address and from a posted form (R4 3.1.1).</summary>
internal static class ReadParameters
{
    public static async Task<(List<KeyValuePair<string, string>> Parameters, Refusal? Malformed)> FromAsync(
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
