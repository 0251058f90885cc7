using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Fhir.Http;

/// <summary>Media types and what callers ask for with them (R4 3.1.0.1.9). JSON only; XML and Turtle are refused by name.</summary>
internal static class MediaTypes
{
    public const string FhirJson = "application/fhir+json";
    public const string FhirJsonUtf8 = "application/fhir+json; charset=utf-8";
    public const string Supported = "application/fhir+json, application/json";

    private static readonly StringSegment[] JsonNames = [FhirJson, "application/json", "text/json", "json"];

    /// <summary>Whether the answer may be JSON, by _format or else Accept.</summary>
    public static bool AcceptsJson(HttpRequest request)
    {
        if (request.Query.TryGetValue("_format", out var format))
        {
            return IsJson(format.ToString());
        }

        var accept = request.Headers.Accept;
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is "*/*" or FhirJson or "application/json"))
        {
            return true;
        }

        return !MediaTypeHeaderValue.TryParseList(accept, out var ranges) || ranges.Any(AllowsJson);
    }

    /// <summary>Whether a body of this type can be read. No type at all counts as JSON.</summary>
    public static bool IsJson(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType) || contentType == FhirJson)
        {
            return true;
        }

        var name = new StringSegment(contentType);
        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        // "+" in a query string arrives as a space: application/fhir+json unescaped is meant.
        name = (end < 0 ? name : name.Subsegment(0, end)).Trim();
        return name.Equals("application/fhir json", StringComparison.OrdinalIgnoreCase)
            || Array.Exists(JsonNames, json => name.Equals(json, StringComparison.OrdinalIgnoreCase));
    }

    private static bool AllowsJson(MediaTypeHeaderValue range) =>
        range.Quality is not 0 && (range.MatchesAllTypes || range is { MatchesAllSubTypes: true, Type.Value: "application" }
            || Array.Exists(JsonNames, json => range.MediaType.Equals(json, StringComparison.OrdinalIgnoreCase)));
}
