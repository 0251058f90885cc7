namespace Fhir.Engine.Definitions;

/// <summary>A JSON property of a type.</summary>
/// <param name="Element">The element it holds.</param>
/// <param name="Type">The type its name fixes.</param>
/// <param name="Name">The property's name, without a leading underscore.</param>
/// <param name="IsExtension">True for "_name": id and extensions of a primitive.</param>
internal sealed record Property(ElementDefinition Element, ElementType Type, string Name, bool IsExtension);
