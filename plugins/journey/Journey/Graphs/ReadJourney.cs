using Fhir.Contracts;
using Journey.Contracts;
using Journey.Mapping;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Storage;

namespace Journey.Graphs;

/// <summary>Reads journeys as their caller may see them, and notes in the audit row which kinds of data were shown.</summary>
internal sealed class ReadJourney(ITenantDatabase database, VisibleNodes visible, IClinicalRecord record, CallContext call) : IJourney
{
    private const long None = -1;

    public async Task<JourneyGraph?> ReadAsync(string subject, CancellationToken cancellationToken) =>
        await ReadAsync(subject, GraphTag.None, cancellationToken) is JourneyAnswer.Found found ? found.Graph : null;

    /// <param name="subject">The Patient's id.</param>
    /// <param name="held">The tag of what the caller holds.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<JourneyAnswer> ReadAsync(string subject, GraphTag held, CancellationToken cancellationToken)
    {
        var view = GraphTag.ViewOf(call);
        var loaded = await LoadGraph.ReadAsync(database, subject, held.IsNamed && held.View == view ? held.Revision : None, cancellationToken);
        if (loaded is null || loaded is { Present: false, Nodes.Count: 0 })
        {
            return await ExistsAsync(subject, cancellationToken)
                ? new JourneyAnswer.Found(new(subject, loaded?.Revision ?? 0, null, [], []), new(loaded?.Revision ?? 0, view))
                : new JourneyAnswer.Unknown();
        }

        var tag = new GraphTag(loaded.Revision, view);
        return tag == held && tag.IsNamed
            ? new JourneyAnswer.Unchanged(tag)
            : new JourneyAnswer.Found(await ShowAsync(subject, loaded, cancellationToken), tag);
    }

    private async Task<JourneyGraph> ShowAsync(string subject, LoadedGraph loaded, CancellationToken cancellationToken)
    {
        var nodes = await visible.OfAsync(subject, loaded.Nodes, cancellationToken);
        var deceased = loaded.Deceased is not null && await SeesPatientAsync(subject, cancellationToken) ? loaded.Deceased : null;
        return new(subject, loaded.Revision, deceased, [.. nodes.Select(node => node.Node)], ConnectNodes.Connect(nodes, loaded.Edges));
    }

    private async Task<bool> SeesPatientAsync(string subject, CancellationToken cancellationToken) =>
        call.Data.Allows(DataAction.Read, Mappers.Patient) || await ExistsAsync(subject, cancellationToken);

    /// <summary>Asks the record about a patient whose event may still be on its way, or whom the caller may not reach.</summary>
    private async Task<bool> ExistsAsync(string subject, CancellationToken cancellationToken) =>
        visible.MayShow(Mappers.Patient) && await record.ReadAsync(new(Mappers.Patient, subject), cancellationToken) is not null;
}
