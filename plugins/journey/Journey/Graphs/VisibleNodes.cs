using Fhir.Contracts;
using Journey.Contracts;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace Journey.Graphs;

/// <summary>
/// Which events of a journey the caller may see. A kind that is open as a whole is shown; of a kind that is open in part the
/// record is asked, which knows the part.
/// </summary>
internal sealed class VisibleNodes(IClinicalRecord record, IAccessLog access, CallContext call)
{
    /// <summary>As many as the record reads at once.</summary>
    private const int Page = 500;

    /// <summary>Whether anything of a resource type may be shown.</summary>
    public bool MayShow(string type) =>
        call.Data.Allows(DataAction.Read, type) || call.Narrowed.Any(grant => grant.Concerns(DataAction.Read, type));

    public async Task<List<LoadedNode>> OfAsync(string subject, IReadOnlyList<LoadedNode> nodes, CancellationToken cancellationToken)
    {
        var candidates = nodes.Where(node => MayShow(TypeOf(node.Node))).ToList();
        var asked = candidates.Where(node => !call.Data.Allows(DataAction.Read, TypeOf(node.Node))).Select(node => node.Node.Resource).Distinct();
        var reached = await ReachedAsync(asked, cancellationToken);
        var visible = candidates
            .Where(node => call.Data.Allows(DataAction.Read, TypeOf(node.Node)) || reached.Contains(node.Node.Resource)).ToList();
        foreach (var type in visible.Select(node => TypeOf(node.Node)).Distinct(StringComparer.Ordinal))
        {
            access.Touch(DataAction.Read, type, subject);
        }

        return visible;
    }

    private async Task<HashSet<string>> ReachedAsync(IEnumerable<string> resources, CancellationToken cancellationToken)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in resources.Select(KeyOf).Chunk(Page))
        {
            reached.UnionWith((await record.ReadManyAsync(page, cancellationToken)).Select(resource => resource.Key.ToString()));
        }

        return reached;
    }

    private static ResourceKey KeyOf(string resource)
    {
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return new(resource[..slash], resource[(slash + 1)..]);
    }

    private static string TypeOf(JourneyNode node) => node.Resource[..node.Resource.IndexOf('/', StringComparison.Ordinal)];
}
