using Fhir.Engine.Definitions;

namespace Fhir.Engine.Search.Querying;

/// <summary>One part of _sort.</summary>
/// <param name="Parameter">The parameter the rows carry; _id and _lastUpdated are the resource's own columns.</param>
/// <param name="TargetTypes">For references: only rows with one of these target types count; empty when all do.</param>
/// <param name="Descending">True when a minus stood before it.</param>
public sealed record SortKey(SearchParameter Parameter, IReadOnlyList<string> TargetTypes, bool Descending);
