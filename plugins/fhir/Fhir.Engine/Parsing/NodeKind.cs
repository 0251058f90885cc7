namespace Fhir.Engine.Parsing;

/// <summary>How a node stands in the JSON text.</summary>
internal enum NodeKind : byte
{
    Object,
    String,
    EscapedString,
    Number,
    True,
    False,

    /// <summary>A null that keeps its place in an array of primitives.</summary>
    Null,

    /// <summary>The object of "_name": id and extensions of a primitive.</summary>
    PrimitiveExtension,
}
