using Fhir.Contracts;

namespace Mpi.Indexing;

/// <summary>Patients to bring up to date.</summary>
/// <param name="Ids">Those that changed.</param>
/// <param name="Patients">Those of them that the record has; the others are gone.</param>
/// <param name="HashKey">Hashes the tenant's blocking keys.</param>
internal sealed record PatientBatch(IReadOnlyList<string> Ids, IReadOnlyList<ClinicalResource> Patients, byte[] HashKey);
