namespace Journey.Contracts;

/// <summary>A patient's journey: what happened, and how it connects.</summary>
/// <param name="Subject">The Patient's id.</param>
/// <param name="Revision">Differs whenever the journey has changed; says nothing about order. 0 for a patient without any event yet.</param>
/// <param name="Deceased">Date of death as recorded (<c>yyyy</c> … full dateTime), <c>true</c> when only the fact is recorded, null otherwise.</param>
/// <param name="Nodes">Events, earliest first, undated ones last. Only those of resource types the caller may read.</param>
/// <param name="Edges">Connections whose both ends are among <paramref name="Nodes"/>.</param>
public sealed record JourneyGraph(
    string Subject, long Revision, string? Deceased, IReadOnlyList<JourneyNode> Nodes, IReadOnlyList<JourneyEdge> Edges);
