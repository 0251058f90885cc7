using Journey.Contracts;

namespace Journey.Graphs;

/// <summary>A journey as stored, before connections are derived and access is looked at.</summary>
/// <param name="Revision">Of the whole journey.</param>
/// <param name="Present">Whether the Patient resource is there.</param>
/// <param name="Deceased">As <see cref="JourneyGraph.Deceased"/>.</param>
/// <param name="Nodes">Earliest first; empty when the caller holds this revision.</param>
/// <param name="Edges">By resource; either end may be missing.</param>
internal sealed record LoadedGraph(
    long Revision, bool Present, string? Deceased, IReadOnlyList<LoadedNode> Nodes, IReadOnlyList<LoadedEdge> Edges);

/// <summary>A node and what connections are derived from.</summary>
/// <param name="Node">As answered.</param>
/// <param name="StartAt">The earliest moment it may have begun.</param>
/// <param name="EndAt">The earliest moment it may have ended.</param>
/// <param name="Codes"><c>system|code</c> of what it is.</param>
/// <param name="Reasons"><c>system|code</c> of what it was done for.</param>
internal sealed record LoadedNode(JourneyNode Node, DateTime? StartAt, DateTime? EndAt, string[] Codes, string[] Reasons);

/// <summary>An edge between resources.</summary>
internal readonly record struct LoadedEdge(string From, string To, string Kind, string? Date);
