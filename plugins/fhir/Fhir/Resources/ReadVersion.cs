using System.Globalization;
using Fhir.Access;
using Fhir.Http;
using Fhir.Outcomes;
using Fhir.Storing;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Sdk.Access;

namespace Fhir.Resources;

/// <summary>GET [base]/[type]/[id]/_history/[vid] (R4 3.1.0.3).</summary>
internal sealed class ReadVersion(LoadResource load, Guard guard, IAccessLog access)
{
    public async Task<IResult> HandleAsync(string type, string id, string version, CancellationToken cancellationToken)
    {
        if (guard.Check(DataAction.Read, type, id) is { } refusal)
        {
            return new OutcomeResult(refusal);
        }

        var stored = int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await load.VersionAsync(type, id, number, cancellationToken)
            : null;
        access.Touch(DataAction.Read, type, stored?.Subjects ?? []);
        return stored switch
        {
            null => new OutcomeResult(Refusal.Unknown(type, $"{id}/_history/{version}")),
            { Json: null } => new OutcomeResult(Refusal.Gone(type, id)),
            _ => new ResourceResult(StatusCodes.Status200OK, stored.Version, stored.UpdatedAt, stored.Json),
        };
    }
}
