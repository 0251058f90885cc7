using Fhir.Engine.Definitions;
using Fhir.Engine.Primitives;

namespace Fhir.Engine.References;

/// <summary>A reference of the form Type/id, perhaps with a version (R4 2.3.0.1).</summary>
internal readonly ref struct RelativeReference
{
    public TypeDefinition Type { get; private init; }

    public ReadOnlySpan<byte> Id { get; private init; }

    public static bool TryRead(FhirDefinitions definitions, ReadOnlySpan<byte> reference, out RelativeReference result)
    {
        result = default;
        var slash = reference.IndexOf((byte)'/');
        if (slash <= 0 || definitions.FindResource(reference[..slash]) is not { } type)
        {
            return false;
        }
        var id = reference[(slash + 1)..];
        var version = id.IndexOf("/_history/"u8);
        if (version >= 0)
        {
            if (!PrimitiveFormat.IsId(id[(version + 10)..]))
            {
                return false;
            }
            id = id[..version];
        }
        if (!PrimitiveFormat.IsId(id))
        {
            return false;
        }
        result = new RelativeReference { Type = type, Id = id };
        return true;
    }
}
