namespace Journey.Mapping;

/// <summary>A connection one resource states, by the resources at its ends.</summary>
/// <param name="From"><c>Type/id</c>.</param>
/// <param name="To"><c>Type/id</c>.</param>
/// <param name="Kind">One of <see cref="Contracts.EdgeKinds"/>.</param>
internal readonly record struct MappedEdge(string From, string To, string Kind);
