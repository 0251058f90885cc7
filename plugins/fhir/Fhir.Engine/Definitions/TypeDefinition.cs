using System.Numerics;

namespace Fhir.Engine.Definitions;

/// <summary>One FHIR type: a resource, a data type, a primitive or a backbone element.</summary>
public sealed class TypeDefinition
{
    private PropertyTable? _properties;
    private ElementDefinition[] _elements = [];

    internal TypeDefinition(string name, TypeKind kind, bool isAbstract, int index)
    {
        Name = name;
        Kind = kind;
        IsAbstract = isAbstract;
        Index = (ushort)index;
        Primitive = kind == TypeKind.Primitive ? Enum.Parse<PrimitiveKind>(name, ignoreCase: true) : PrimitiveKind.None;
    }

    /// <summary>The type's name, or a backbone element's path.</summary>
    public string Name { get; }

    public TypeKind Kind { get; }

    public bool IsAbstract { get; }

    /// <summary>The type this one specialises, or null at the root.</summary>
    public TypeDefinition? Base { get; internal set; }

    /// <summary>All elements, inherited ones first, in the order of the definition.</summary>
    public IReadOnlyList<ElementDefinition> Elements => _elements;

    internal ushort Index { get; }

    internal PrimitiveKind Primitive { get; }

    /// <summary>A bit per element that must be there.</summary>
    internal ulong Required { get; private set; }

    /// <summary>True for the abstract Resource: the content names its own type.</summary>
    internal bool IsAnyResource => Kind == TypeKind.Resource && IsAbstract;

    // Built at first use: a process meets a fraction of R4's types. Two threads may both build; either result serves.
    internal PropertyTable Properties => _properties ??= PropertyTable.Build(_elements);

    /// <summary>True when this type is the given one or specialises it.</summary>
    public bool Is(string typeName)
    {
        for (var type = this; type is not null; type = type.Base)
        {
            if (type.Name == typeName)
            {
                return true;
            }
        }
        return false;
    }

    internal void SetElements(ElementDefinition[] elements)
    {
        _elements = elements;
        foreach (var element in elements.Where(e => e.Min > 0))
        {
            Required |= 1UL << element.Position;
        }
    }

    internal ElementDefinition FirstOf(ulong mask) => _elements[BitOperations.TrailingZeroCount(mask)];

    public override string ToString() => Name;
}
