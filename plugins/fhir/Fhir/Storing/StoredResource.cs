namespace Fhir.Storing;

/// <summary>One stored version.</summary>
/// <param name="Version">Version number.</param>
/// <param name="UpdatedAt">When it was stored.</param>
/// <param name="Subjects">The patients it is about.</param>
/// <param name="Json">The content; null when the version is a deletion.</param>
internal sealed record StoredResource(int Version, DateTime UpdatedAt, string[] Subjects, byte[]? Json);
