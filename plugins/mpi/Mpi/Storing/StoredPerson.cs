namespace Mpi.Storing;

/// <summary>A row of the index.</summary>
/// <param name="Id">The Patient's id.</param>
/// <param name="Version">The Patient's version that was scored.</param>
/// <param name="Features">UTF-8 JSON.</param>
/// <param name="Basis">What it was scored by.</param>
/// <param name="GoldenRecord">Its golden record.</param>
internal sealed record StoredPerson(string Id, int Version, byte[] Features, string Basis, Guid? GoldenRecord);
