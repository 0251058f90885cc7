using Fhir.Contracts;
using Journey.Mapping;
using Journey.Storing;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Events;

namespace Journey.Following;

/// <summary>
/// Brings changed resources into the journey. It reads what is current, not what was when the event came about, so that
/// repeated, late and reordered events lead to the same graph.
/// </summary>
internal sealed class FollowRecord(
    IClinicalRecord record, StoreChanges store, CallContext call, FollowingState state, ILogger<FollowRecord> logger)
    : IEventHandler<ResourceChanged>
{
    public async Task HandleAsync(IReadOnlyList<EventEnvelope<ResourceChanged>> events, CancellationToken cancellationToken)
    {
        try
        {
            await FollowAsync(events, cancellationToken);
            state.Succeeded();
        }
        catch
        {
            state.Failed();
            throw;
        }
    }

    private async Task FollowAsync(IReadOnlyList<EventEnvelope<ResourceChanged>> events, CancellationToken cancellationToken)
    {
        var versions = LatestVersions(events);
        if (versions.Count == 0)
        {
            return;
        }

        var current = await record.ReadManyAsync([.. versions.Keys], cancellationToken);
        var changes = current.Select(MapResources.Map).ToList();
        foreach (var resource in current)
        {
            versions.Remove(resource.Key);
        }

        changes.AddRange(versions.Select(gone => MapResources.Gone(gone.Key, gone.Value)));
        var stored = await store.StoreAsync(changes, cancellationToken);
        JourneyLog.Followed(logger, events.Count, changes.Count, stored.Resources, stored.Subjects);
    }

    /// <summary>The resources that concern the journey. What the plugin may not read is not followed: unread is not deleted.</summary>
    private Dictionary<ResourceKey, int> LatestVersions(IReadOnlyList<EventEnvelope<ResourceChanged>> events)
    {
        var versions = new Dictionary<ResourceKey, int>();
        foreach (var change in events.Select(envelope => envelope.Data))
        {
            if (Mappers.Follows(change.ResourceType) && call.Data.Allows(DataAction.Read, change.ResourceType))
            {
                versions[change.Key] = Math.Max(change.Version, versions.GetValueOrDefault(change.Key));
            }
        }

        return versions;
    }
}
