using Fhir.Access;
using Fhir.Http;
using Fhir.Outcomes;
using Fhir.Searching;
using Fhir.Storing;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Sdk.Access;

namespace Fhir.Resources;

/// <summary>POST [base]/[type] (R4 3.1.0.8), with If-None-Exist only when nothing matches (3.1.0.8.1).</summary>
internal sealed class CreateResource(ReadContent content, PrepareChange prepare, WriteChanges write, FindByCondition find, Guard guard)
{
    public async Task<IResult> HandleAsync(HttpContext http, string type, CancellationToken cancellationToken)
    {
        if (guard.Check(DataAction.Create, type) is { } forbidden)
        {
            return new OutcomeResult(forbidden);
        }

        var (resource, refused) = await content.RunAsync(http.Request, type, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        // "If an id is provided, the server SHALL ignore it."
        var change = prepare.Store(ChangeKind.Create, resource!, prepare.NewId(), null);
        return http.Request.Headers["If-None-Exist"].ToString() is { Length: > 0 } condition
            ? await UnlessThereAsync(http.Request, change, condition.TrimStart('?'), cancellationToken)
            : await write.RunAsync([change], cancellationToken) is { } refusal
                ? new OutcomeResult(refusal)
                : WriteAnswer.For(http.Request, change);
    }

    private async Task<IResult> UnlessThereAsync(HttpRequest request, Change change, string condition, CancellationToken cancellationToken)
    {
        Match? match = null;
        var refusal = await write.InTransactionAsync(async (transaction, token) =>
        {
            await FindByCondition.LockAsync(transaction.Connection, [$"{change.Type}?{condition}"], token);
            (match, var wrong) = await find.RunAsync(transaction.Connection, change.Type, condition, null, token);
            return wrong ?? (match is null ? await write.StoreAsync(transaction, [change], token) : null);
        }, cancellationToken);
        return (refusal, match) switch
        {
            ({ } wrong, _) => new OutcomeResult(wrong),
            (_, null) => WriteAnswer.For(request, change),
            _ => new ResourceResult(StatusCodes.Status200OK, match.Version, match.UpdatedAt, match.Json)
            {
                Location = ServerBase.VersionUrl(request, match.Type, match.Id, match.Version),
            },
        };
    }
}
