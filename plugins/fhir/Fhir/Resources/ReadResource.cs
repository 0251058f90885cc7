using Fhir.Access;
using Fhir.Http;
using Fhir.Outcomes;
using Fhir.Storing;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Sdk.Access;

namespace Fhir.Resources;

/// <summary>GET [base]/[type]/[id] (R4 3.1.0.2).</summary>
internal sealed class ReadResource(LoadResource load, Guard guard, IAccessLog access)
{
    public async Task<IResult> HandleAsync(HttpContext http, string type, string id, CancellationToken cancellationToken)
    {
        if (guard.Check(DataAction.Read, type, id) is { } refusal)
        {
            return new OutcomeResult(refusal);
        }

        var stored = await load.CurrentAsync(type, id, cancellationToken);
        access.Touch(DataAction.Read, type, stored?.Subjects ?? []);
        return stored switch
        {
            null => new OutcomeResult(Refusal.Unknown(type, id)),
            { Json: null } => new OutcomeResult(Refusal.Gone(type, id)),
            _ when EntityTag.Matches(http.Request.Headers.IfNoneMatch, stored.Version) =>
                new ResourceResult(StatusCodes.Status304NotModified, stored.Version, stored.UpdatedAt, default),
            _ => new ResourceResult(StatusCodes.Status200OK, stored.Version, stored.UpdatedAt, stored.Json),
        };
    }
}
