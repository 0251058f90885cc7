using Fhir.Engine.Definitions;

namespace Fhir.Engine.Parsing;

/// <summary>A resource that has been read: a view on its JSON bytes, which must not change while it is used.</summary>
public sealed class FhirResource
{
    internal FhirResource(Tape tape, int root)
    {
        Tape = tape;
        Root = root;
        Id = tape.ChildText(root, "id");
    }

    /// <summary>The resource type ("Patient").</summary>
    public string ResourceType => Type.Name;

    /// <summary>The logical id as written, or null.</summary>
    public string? Id { get; }

    /// <summary>The UTF-8 JSON of this resource alone, byte for byte as it came in.</summary>
    public ReadOnlyMemory<byte> Json => Tape.RawMemory(Root);

    internal TypeDefinition Type => Tape.TypeOf(Root);

    internal Tape Tape { get; }

    internal int Root { get; }
}
