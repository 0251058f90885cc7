using Mpi.Engine.Normalising;

namespace Mpi.Indexing;

/// <summary>A patient as it is to be indexed.</summary>
/// <param name="Id">The Patient's id.</param>
/// <param name="Version">The Patient's version.</param>
/// <param name="Features">The normalised person.</param>
/// <param name="Json">The same as UTF-8 JSON.</param>
internal sealed record IndexedPerson(string Id, int Version, PersonFeatures Features, byte[] Json);
