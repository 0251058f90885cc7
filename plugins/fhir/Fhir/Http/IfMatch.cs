using Fhir.Engine.Issues;
using Fhir.Outcomes;
using Microsoft.AspNetCore.Http;

namespace Fhir.Http;

/// <summary>The If-Match header (R4 3.1.0.5).</summary>
internal static class IfMatch
{
    public static Refusal Malformed { get; } = Refusal.Of(400, IssueCode.Value, "If-Match names one version, as in W/\"3\".");

    /// <returns>False when the header is there and names no version; null in <paramref name="version"/> when it is not there.</returns>
    public static bool TryRead(HttpRequest request, out int? version) => TryRead(request.Headers.IfMatch.ToString(), out version);

    /// <inheritdoc cref="TryRead(HttpRequest, out int?)"/>
    public static bool TryRead(string? text, out int? version)
    {
        version = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var read = EntityTag.TryRead(text, out var number);
        version = number;
        return read;
    }
}
