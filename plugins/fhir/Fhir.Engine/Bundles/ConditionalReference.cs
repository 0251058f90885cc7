namespace Fhir.Engine.Bundles;

/// <summary>A reference by search (R4 3.1.0.11.2): the caller finds the one resource it means.</summary>
/// <param name="Text">The reference as written: Patient?identifier=urn:x|1.</param>
/// <param name="ResourceType">The type to search.</param>
/// <param name="Query">What follows '?'.</param>
/// <param name="Expression">Where it stands first.</param>
public sealed record ConditionalReference(string Text, string ResourceType, string Query, string Expression);
