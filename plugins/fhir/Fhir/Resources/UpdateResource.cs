using Fhir.Access;
using Fhir.Engine.Issues;
using Fhir.Http;
using Fhir.Outcomes;
using Fhir.Storing;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Sdk.Access;

namespace Fhir.Resources;

/// <summary>PUT [base]/[type]/[id] (R4 3.1.0.4), creating it when there is none, with If-Match for a lock-free lock (3.1.0.5).</summary>
internal sealed class UpdateResource(ReadContent content, PrepareChange prepare, WriteChanges write, Guard guard)
{
    public async Task<IResult> HandleAsync(HttpContext http, string type, string id, CancellationToken cancellationToken)
    {
        if (guard.Check(DataAction.Update, type) is { } forbidden)
        {
            return new OutcomeResult(forbidden);
        }

        if (!LogicalId.IsValid(id))
        {
            return new OutcomeResult(Refusal.Of(400, IssueCode.Value, $"'{Refusal.Shown(id)}' cannot be an id: 1 to 64 letters, digits, '-' and '.'."));
        }

        if (!IfMatch.TryRead(http.Request, out var expected))
        {
            return new OutcomeResult(IfMatch.Malformed);
        }

        var (resource, refused) = await content.RunAsync(http.Request, type, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        if (resource!.Id != id)
        {
            return new OutcomeResult(Refusal.Of(400, IssueCode.Invalid, $"The resource's id must be '{id}', as in the address.", $"{type}.id"));
        }

        var change = prepare.Store(ChangeKind.Put, resource, id, expected);
        return await write.RunAsync([change], cancellationToken) is { } refusal
            ? new OutcomeResult(refusal)
            : WriteAnswer.For(http.Request, change);
    }
}
