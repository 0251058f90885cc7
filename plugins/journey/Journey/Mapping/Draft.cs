using System.Text.Json;
using Journey.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping;

/// <summary>Collects what a mapper finds in one resource.</summary>
/// <param name="self">The resource, <c>Type/id</c>.</param>
internal sealed class Draft(string self)
{
    private readonly List<MappedNode> _nodes = [];
    private readonly HashSet<MappedEdge> _edges = [];

    public IReadOnlyList<MappedNode> Nodes => _nodes;

    public IReadOnlyList<MappedEdge> Edges => [.. _edges];

    public void Add(MappedNode node) => _nodes.Add(node);

    /// <summary>This resource, then the others: <c>this during encounter</c>.</summary>
    public void To(IEnumerable<string> others, string kind)
    {
        foreach (var other in others)
        {
            Join(self, other, kind);
        }
    }

    /// <summary>The others, then this resource: <c>problem treated-with this</c>.</summary>
    public void From(IEnumerable<string> others, string kind)
    {
        foreach (var other in others)
        {
            Join(other, self, kind);
        }
    }

    /// <summary>The encounter it took place in, and what it is a part of.</summary>
    public void Place(JsonElement resource, string encounter = "encounter")
    {
        To(resource.Targets(encounter), EdgeKinds.During);
        To(resource.Targets("partOf"), EdgeKinds.PartOf);
        To(resource.Targets("basedOn").Where(target => TypeOf(target) == "CarePlan"), EdgeKinds.PartOf);
    }

    /// <summary>What it was done for: problems by the kind given, anything else is only related.</summary>
    public void Because(IEnumerable<string> reasons, string kind)
    {
        foreach (var reason in reasons)
        {
            Join(reason, self, TypeOf(reason) == "Condition" ? kind : EdgeKinds.Related);
        }
    }

    private void Join(string from, string to, string kind)
    {
        if (from != to && Mappers.Knows(TypeOf(from)) && Mappers.Knows(TypeOf(to)))
        {
            _edges.Add(new(from, to, kind));
        }
    }

    private static string TypeOf(string resource) => resource[..resource.IndexOf('/', StringComparison.Ordinal)];
}
