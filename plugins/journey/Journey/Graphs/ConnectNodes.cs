using Journey.Contracts;

namespace Journey.Graphs;

/// <summary>From edges between resources to edges between the nodes that are there, stated ones first, then derived ones.</summary>
internal static class ConnectNodes
{
    public static IReadOnlyList<JourneyEdge> Connect(IReadOnlyList<LoadedNode> nodes, IReadOnlyList<LoadedEdge> edges)
    {
        var parts = nodes.ToLookup(node => node.Node.Resource, node => node.Node.Id, StringComparer.Ordinal);
        var connected = new List<JourneyEdge>(edges.Count);
        var pairs = new HashSet<(string From, string To, string Kind)>();
        var finders = edges.Where(edge => edge.Kind == EdgeKinds.FoundThrough).Select(edge => (edge.From, edge.To)).ToHashSet();
        foreach (var edge in edges)
        {
            // The encounter that found a problem also lists it as its diagnosis: once is enough.
            if (edge.Kind == EdgeKinds.WatchedBy && finders.Contains((edge.To, edge.From)))
            {
                continue;
            }

            Add(edge, derived: false);
        }

        foreach (var edge in DeriveEdges.From(nodes, edges))
        {
            Add(edge, derived: true);
        }

        return connected;

        void Add(LoadedEdge edge, bool derived)
        {
            foreach (var from in parts[edge.From])
            {
                foreach (var to in parts[edge.To])
                {
                    if (pairs.Add((from, to, edge.Kind)))
                    {
                        connected.Add(new(from, to, edge.Kind, edge.Date, derived));
                    }
                }
            }
        }
    }
}
