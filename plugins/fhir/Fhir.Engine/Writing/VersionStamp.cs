namespace Fhir.Engine.Writing;

/// <summary>What the server adds to a resource it stores (R4 2.1.0.4 and 3.1.0.1).</summary>
/// <param name="Id">The logical id: 1 to 64 letters, digits, '-' and '.'.</param>
/// <param name="VersionId">meta.versionId, of the same form.</param>
/// <param name="LastUpdated">meta.lastUpdated, written in UTC to the millisecond.</param>
public sealed record VersionStamp(string Id, string VersionId, DateTimeOffset LastUpdated);
