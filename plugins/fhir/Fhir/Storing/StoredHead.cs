namespace Fhir.Storing;

/// <summary>A stored resource without its content.</summary>
internal sealed record StoredHead(long Key, int Version, bool Deleted, string[] Subjects);
