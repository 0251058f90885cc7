using Fhir.Engine.Issues;

namespace Fhir.Engine.Bundles;

/// <summary>An entry's resource as it will be stored.</summary>
/// <param name="Json">UTF-8 JSON with references rewritten and the stamp set.</param>
/// <param name="Issues">References that point at no entry of the bundle; the transaction must then fail.</param>
public sealed record EntryContent(byte[] Json, IReadOnlyList<FhirIssue> Issues);
