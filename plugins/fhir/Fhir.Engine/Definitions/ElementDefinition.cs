namespace Fhir.Engine.Definitions;

/// <summary>One element of a type: its name, how often it may occur and what it may hold.</summary>
public sealed class ElementDefinition
{
    /// <summary>The name without the "[x]" of a choice ("value", not "value[x]").</summary>
    public required string Name { get; init; }

    public required int Min { get; init; }

    /// <summary>The most occurrences; <see cref="int.MaxValue"/> when unbounded.</summary>
    public required int Max { get; init; }

    /// <summary>True for value[x]: the JSON property carries the type in its name (R4 2.6.1.4).</summary>
    public required bool IsChoice { get; init; }

    /// <summary>True when the element belongs to a summary (_summary=true).</summary>
    public required bool IsSummary { get; init; }

    /// <summary>The types the element may have; one unless it is a choice.</summary>
    public required IReadOnlyList<ElementType> Types { get; init; }

    /// <summary>The codes of a required binding, when they can be listed.</summary>
    internal CodeSet? Codes { get; init; }

    /// <summary>Place in the type, at most 63: one bit of a mask.</summary>
    internal int Position { get; init; }

    /// <summary>Place among all elements of all types.</summary>
    internal ushort Index { get; init; }

    /// <summary>True when JSON writes the element as an array.</summary>
    public bool IsList => Max > 1;
}
