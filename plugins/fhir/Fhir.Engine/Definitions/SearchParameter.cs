namespace Fhir.Engine.Definitions;

/// <summary>A search parameter as one resource type knows it.</summary>
public sealed class SearchParameter
{
    /// <summary>The name in a query ("birthdate").</summary>
    public required string Code { get; init; }

    public required SearchParameterType Type { get; init; }

    /// <summary>The canonical URL of its definition.</summary>
    public required string Url { get; init; }

    /// <summary>The resource type it was defined on: the searched one, DomainResource or Resource.</summary>
    public required string Base { get; init; }

    /// <summary>The FHIRPath branches that concern <see cref="Base"/>; empty when the parameter has none.</summary>
    public required string Expression { get; init; }

    /// <summary>For references: the resource types it may point at; empty when any.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    public override string ToString() => $"{Base}.{Code}";
}
