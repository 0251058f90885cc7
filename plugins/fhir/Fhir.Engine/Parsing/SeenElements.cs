using Fhir.Engine.Definitions;

namespace Fhir.Engine.Parsing;

/// <summary>Which elements an object has shown so far, a bit for each.</summary>
internal struct SeenElements
{
    public ulong Values;
    public ulong Extensions;
    public int Properties;
    public bool ResourceType;

    /// <summary>Set when an array of primitives holds a null.</summary>
    public bool Nulls;

    public readonly ulong All => Values | Extensions;

    /// <summary>Notes a property; false when it was there before.</summary>
    public bool TryClaim(Property property)
    {
        var bit = 1UL << property.Element.Position;
        if (property.IsExtension)
        {
            var first = (Extensions & bit) == 0;
            Extensions |= bit;
            return first;
        }
        var fresh = (Values & bit) == 0;
        Values |= bit;
        return fresh;
    }
}
