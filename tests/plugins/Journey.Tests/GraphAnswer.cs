using System.Text.Json;

namespace Journey.Tests;

/// <summary>A graph as the API answers it.</summary>
public sealed record GraphAnswer(List<GraphNode> Nodes, List<GraphEdge> Edges)
{
    public JsonElement? Deceased { get; init; }

    public GraphNode Node(string id) => Assert.Single(Nodes, node => node.Id == id);

    public GraphEdge? Edge(string from, string to) => Edges.SingleOrDefault(edge => edge.From == from && edge.To == to);

    public int Count(string kind) => Nodes.Count(node => node.Kind == kind);

    /// <summary>The resources that have at least one node.</summary>
    public ISet<string> Resources() => Nodes.Select(node => node.Resource).ToHashSet(StringComparer.Ordinal);
}

public sealed record GraphNode(string Id, string Kind, string Label, string? Start, string? End, string Resource)
{
    public string? Status { get; init; }

    public string? Code { get; init; }

    public JsonElement? Value { get; init; }

    public string? Unit { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    public string? Detail { get; init; }
}

public sealed record GraphEdge(string From, string To, string Kind, string? Date)
{
    public bool Derived { get; init; }
}
