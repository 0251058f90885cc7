using Fhir.Engine.Definitions;

namespace Fhir.Engine.Search.Querying;

/// <summary>An _include or _revinclude (R4 3.1.1.5.4).</summary>
/// <param name="SourceType">The type that holds the links.</param>
/// <param name="Parameter">The parameter the rows carry.</param>
/// <param name="TargetTypes">Only links to these types are followed; empty when all are.</param>
/// <param name="Iterate">True when it also applies to included resources.</param>
public sealed record IncludeDirective(
    string SourceType, SearchParameter Parameter, IReadOnlyList<string> TargetTypes, bool Iterate);
