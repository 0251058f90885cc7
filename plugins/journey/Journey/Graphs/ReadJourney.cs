using Fhir.Contracts;
using Journey.Contracts;
using Journey.Mapping;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Storage;

namespace Journey.Graphs;

/// <summary>Reads journeys as their caller may see them, and notes in the audit row which kinds of data were shown.</summary>
internal sealed class ReadJourney(ITenantDatabase database, IClinicalRecord record, IAccessLog access, CallContext call) : IJourney
{
    private const long None = -1;

    public async Task<JourneyGraph?> ReadAsync(string subject, CancellationToken cancellationToken) =>
        await ReadAsync(subject, GraphTag.None, cancellationToken) is JourneyAnswer.Found found ? found.Graph : null;

    /// <param name="subject">The Patient's id.</param>
    /// <param name="held">The tag of what the caller holds.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<JourneyAnswer> ReadAsync(string subject, GraphTag held, CancellationToken cancellationToken)
    {
        var view = GraphTag.ViewOf(call.Data);
        var loaded = await LoadGraph.ReadAsync(database, subject, held.View == view ? held.Revision : None, cancellationToken);
        if (loaded is null || loaded is { Present: false, Nodes.Count: 0 })
        {
            return await ExistsAsync(subject, cancellationToken)
                ? new JourneyAnswer.Found(new(subject, loaded?.Revision ?? 0, null, [], []), new(loaded?.Revision ?? 0, view))
                : new JourneyAnswer.Unknown();
        }

        var tag = new GraphTag(loaded.Revision, view);
        return tag == held ? new JourneyAnswer.Unchanged(tag) : new JourneyAnswer.Found(Show(subject, loaded), tag);
    }

    private JourneyGraph Show(string subject, LoadedGraph loaded)
    {
        var visible = loaded.Nodes.Where(node => MaySee(TypeOf(node.Node))).ToList();
        foreach (var type in visible.Select(node => TypeOf(node.Node)).Distinct(StringComparer.Ordinal))
        {
            access.Touch(DataAction.Read, type, subject);
        }

        var deceased = MaySee(Mappers.Patient) ? loaded.Deceased : null;
        return new(subject, loaded.Revision, deceased, [.. visible.Select(node => node.Node)], ConnectNodes.Connect(visible, loaded.Edges));
    }

    /// <summary>Asks the record about a patient whose event may still be on its way.</summary>
    private async Task<bool> ExistsAsync(string subject, CancellationToken cancellationToken) =>
        MaySee(Mappers.Patient) && await record.ReadAsync(new(Mappers.Patient, subject), cancellationToken) is not null;

    private bool MaySee(string type) => call.Data.Allows(DataAction.Read, type);

    private static string TypeOf(JourneyNode node) => node.Resource[..node.Resource.IndexOf('/', StringComparison.Ordinal)];
}
