using Fhir.Access;
using Fhir.Http;
using Fhir.Outcomes;
using Fhir.Storing;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Sdk.Access;

namespace Fhir.Resources;

/// <summary>DELETE [base]/[type]/[id] (R4 3.1.0.7). The history stays; what others refer to is kept (409).</summary>
internal sealed class DeleteResource(WriteChanges write, Guard guard)
{
    public async Task<IResult> HandleAsync(HttpContext http, string type, string id, CancellationToken cancellationToken)
    {
        if (guard.Check(DataAction.Delete, type, id) is { } refusal)
        {
            return new OutcomeResult(refusal);
        }

        if (!IfMatch.TryRead(http.Request, out var expected))
        {
            return new OutcomeResult(IfMatch.Malformed);
        }

        var change = PrepareChange.Delete(type, id, expected, null);
        if (await write.RunAsync([change], cancellationToken) is { } refused)
        {
            return new OutcomeResult(refused);
        }

        // What never existed or is gone already is as absent as was asked for.
        return change.Made is null
            ? Results.NoContent()
            : new ResourceResult(StatusCodes.Status204NoContent, change.Version, change.UpdatedAt, default);
    }
}
