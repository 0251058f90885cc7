using Fhir.Contracts;
using Mpi.Indexing;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Events;
using PluginPlatform.Sdk.Storage;

namespace Mpi.Following;

/// <summary>
/// Keeps the index as the record is. Events only say which patients to look at: what is written is the record's current
/// state, so a late, repeated or replayed event does no harm.
/// </summary>
internal sealed class FollowPatients(
    ITenantDatabase database, IClinicalRecord record, UpdateIndex index, IAccessLog access) : IEventHandler<ResourceChanged>
{
    public async Task HandleAsync(IReadOnlyList<EventEnvelope<ResourceChanged>> events, CancellationToken cancellationToken)
    {
        string[] ids = [.. events.Where(e => e.Data.ResourceType == MpiPermissions.Kind).Select(e => e.Data.Id).Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0)
        {
            return;
        }

        await using var transaction = await database.BeginAsync(cancellationToken);

        // Locked before the record is read: whoever waits here reads later than the one before, so that no older state of a
        // patient, nor one deleted since, can be written over a newer one.
        var secret = await LockIndex.InAsync(transaction.Connection, cancellationToken);
        var patients = await record.ReadManyAsync([.. ids.Select(id => new ResourceKey(MpiPermissions.Kind, id))], cancellationToken);
        access.Touch(DataAction.Read, MpiPermissions.Kind, ids);
        await index.ApplyAsync(transaction, new PatientBatch(ids, patients, secret), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
