namespace Journey.Contracts;

/// <summary>A connection between two events.</summary>
/// <param name="From">Node id.</param>
/// <param name="To">Node id.</param>
/// <param name="Kind">One of <see cref="EdgeKinds"/>.</param>
/// <param name="Date">When it came about: the start of the event that states it, as recorded; null when that has none.</param>
/// <param name="Derived">True when no reference in the record states it and it follows from coded reasons.</param>
public sealed record JourneyEdge(string From, string To, string Kind, string? Date, bool Derived = false);
