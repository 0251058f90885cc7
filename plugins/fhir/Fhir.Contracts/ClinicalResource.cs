namespace Fhir.Contracts;

/// <summary>One version of a resource as stored.</summary>
/// <param name="Key">Type and id.</param>
/// <param name="Version">Version number, 1 upwards.</param>
/// <param name="LastUpdated">When this version was stored, UTC (<c>meta.lastUpdated</c>).</param>
/// <param name="Subjects">Patients whose compartment it is in.</param>
/// <param name="Json">FHIR R4 JSON, UTF-8, with <c>id</c> and <c>meta</c> filled in; decimals as received.</param>
public sealed record ClinicalResource(
    ResourceKey Key, int Version, DateTimeOffset LastUpdated, IReadOnlyList<string> Subjects, ReadOnlyMemory<byte> Json);
