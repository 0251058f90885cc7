using Journey.Contracts;

namespace Journey.Graphs;

/// <summary>What reading a journey came to.</summary>
internal abstract record JourneyAnswer
{
    /// <summary>Here it is.</summary>
    public sealed record Found(JourneyGraph Graph, GraphTag Tag) : JourneyAnswer;

    /// <summary>The caller holds it already.</summary>
    public sealed record Unchanged(GraphTag Tag) : JourneyAnswer;

    /// <summary>The record has no such patient.</summary>
    public sealed record Unknown : JourneyAnswer;
}
