namespace Fhir.Engine.Definitions;

/// <summary>What a type is, as its StructureDefinition says (R4 2.4).</summary>
public enum TypeKind
{
    Primitive = 0,
    Complex = 1,
    Resource = 2,

    /// <summary>An element with children of its own, named by its path ("Patient.contact").</summary>
    Backbone = 3,
}
