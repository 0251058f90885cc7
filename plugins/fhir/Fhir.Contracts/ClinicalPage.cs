namespace Fhir.Contracts;

/// <summary>A page of resources.</summary>
/// <param name="Resources">In the order asked for.</param>
/// <param name="Next">Pass it to get the next page; null after the last. Opaque.</param>
public sealed record ClinicalPage(IReadOnlyList<ClinicalResource> Resources, string? Next);
