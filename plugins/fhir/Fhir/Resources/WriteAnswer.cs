using Fhir.Contracts;
using Fhir.Engine.Issues;
using Fhir.Http;
using Fhir.Outcomes;
using Fhir.Storing;
using Microsoft.AspNetCore.Http;

namespace Fhir.Resources;

/// <summary>The answer to a create or update, with as much in it as the caller prefers (R4 3.1.0.6).</summary>
internal static class WriteAnswer
{
    public static IResult For(HttpRequest request, Change change)
    {
        var created = change.Made == ResourceChange.Created;
        var body = Prefer.Return(request) switch
        {
            Preference.Minimal => default,
            Preference.Outcome => WriteOutcome.Bytes([new(
                IssueSeverity.Information, "informational", $"{change.Name} is stored as version {change.Version}.", null)]),
            _ => (ReadOnlyMemory<byte>)change.Json,
        };
        return new ResourceResult(
            created ? StatusCodes.Status201Created : StatusCodes.Status200OK, change.Version, change.UpdatedAt, body)
        {
            Location = ServerBase.VersionUrl(request, change.Type, change.Id, change.Version),
        };
    }
}
