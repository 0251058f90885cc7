using Fhir.Contracts;
using Fhir.Engine.Issues;
using Fhir.Outcomes;
using Microsoft.Extensions.Logging;
using Npgsql;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Storage;

namespace Fhir.Storing;

/// <summary>The one path by which the record changes: lock, look, plan, store, publish, commit. All changes or none.</summary>
internal sealed class WriteChanges(
    ITenantDatabase database, IAccessLog access, CallContext call, HoldToReach hold, PlanChanges plan, PrepareChange prepare,
    ParameterKeys parameters, ILogger<WriteChanges> logger)
{
    private const int Attempts = 4;

    // Two writers may name the same new resource, or lock the same two in opposite order: one of them begins again.
    private static readonly HashSet<string> Transient =
        [PostgresErrorCodes.UniqueViolation, PostgresErrorCodes.DeadlockDetected, PostgresErrorCodes.SerializationFailure];

    /// <summary>Stores changes in a transaction of their own.</summary>
    /// <returns>Null when all are durable; the changes then say what was made of them.</returns>
    public Task<Refusal?> RunAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken) =>
        InTransactionAsync((transaction, token) => StoreAsync(transaction, changes, token), cancellationToken);

    /// <summary>Runs work that ends in <see cref="StoreAsync"/>, again when the database asks for it.</summary>
    public async Task<Refusal?> InTransactionAsync(
        Func<ITenantTransaction, CancellationToken, Task<Refusal?>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
                return await work(transaction, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException e) when (Transient.Contains(e.SqlState) && attempt < Attempts)
            {
                FhirLog.BeginsAgain(logger, e.SqlState, attempt);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation && (!call.View.IsEveryone || call.Parties.Length > 0))
            {
                // Not two writers, then: the resource is there, but not for this caller.
                return Refusal.Of(403, "forbidden", "A resource of the request exists already, about somebody whom you may not see.");
            }
        }
    }

    /// <summary>Stores changes and commits. A refusal leaves the transaction to be rolled back.</summary>
    public async Task<Refusal?> StoreAsync(
        ITenantTransaction transaction, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var look = await LookBeforeWrite.RunAsync(transaction.Connection, changes, cancellationToken).ConfigureAwait(false);
        var refusal = await hold.BeforeAsync(transaction.Connection, changes, look, cancellationToken).ConfigureAwait(false)
            ?? plan.Plan(changes, look, prepare.Now)
            ?? hold.After(changes)
            ?? await StillReferredToAsync(transaction.Connection, changes, look, cancellationToken).ConfigureAwait(false);
        Touch(changes);
        if (refusal is not null)
        {
            return refusal;
        }

        await StoreChanges.RunAsync(transaction.Connection, changes, cancellationToken).ConfigureAwait(false);
        foreach (var change in changes)
        {
            if (change.Made is { } made)
            {
                transaction.Publish(change.Name, new ResourceChanged(change.Type, change.Id, change.Version, made, change.Subjects));
            }
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }

    private void Touch(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            var action = (change.Kind, change.Made) switch
            {
                (ChangeKind.Delete, _) => DataAction.Delete,
                (_, ResourceChange.Updated) => DataAction.Update,
                (ChangeKind.Put, null) => DataAction.Update,
                _ => DataAction.Create,
            };
            access.Touch(action, change.Type, [.. change.Subjects]);
        }
    }

    private async Task<Refusal?> StillReferredToAsync(
        NpgsqlConnection connection, IReadOnlyList<Change> changes, LookBeforeWrite look, CancellationToken cancellationToken)
    {
        if (look.Referrers.Count == 0)
        {
            return null;
        }

        var named = new List<FhirIssue>();
        foreach (var (target, param, key) in look.Referrers.DistinctBy(r => (r.Target, r.Key)))
        {
            var type = parameters.TypeOf(param);
            // Its name may be one that the caller's grants leave out.
            var referrer = type is null || call.Narrowed.Count > 0 ? "Another resource" : await NameAsync(connection, type, key, cancellationToken).ConfigureAwait(false);
            var place = changes.First(c => c.Name == target).At;
            named.Add(new(IssueSeverity.Error, "conflict", $"{referrer} refers to {target}, which therefore stays. Change that first.", place));
        }

        return new(409, named);
    }

    private static async Task<string> NameAsync(NpgsqlConnection connection, string type, long key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT id FROM resource WHERE type = $1 AND key = $2", connection)
        {
            Parameters = { Column.Value(type), Column.Value(key) },
        };
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is string id ? $"{type}/{id}" : $"Another {type}";
    }
}
