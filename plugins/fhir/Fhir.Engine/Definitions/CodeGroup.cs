namespace Fhir.Engine.Definitions;

/// <summary>Codes of one code system, in ordinal order.</summary>
internal sealed record CodeGroup(string System, string[] Codes);
