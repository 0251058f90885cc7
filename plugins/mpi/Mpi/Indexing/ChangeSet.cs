using Mpi.Engine.Normalising;
using Mpi.Linking;
using Mpi.Reading;
using Mpi.Storing;

namespace Mpi.Indexing;

/// <summary>What a batch of patients changes in the index.</summary>
/// <param name="Scored">New, or changed in what identifies the person: keys, pairs and groups are made anew.</param>
/// <param name="Unmoved">A later version that says the same about who it is: only the version is noted.</param>
/// <param name="Removed">No longer in the record.</param>
internal sealed record ChangeSet(
    IReadOnlyList<IndexedPerson> Scored, IReadOnlyList<IndexedPerson> Unmoved, IReadOnlyList<StoredPerson> Removed)
{
    public bool IsEmpty => Scored.Count + Unmoved.Count + Removed.Count == 0;

    public static ChangeSet Of(PatientBatch batch, IReadOnlyList<StoredPerson> stored, Linkage linkage)
    {
        var known = stored.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var scored = new List<IndexedPerson>();
        var unmoved = new List<IndexedPerson>();
        foreach (var patient in batch.Patients)
        {
            var former = known.GetValueOrDefault(patient.Key.Id);
            known.Remove(patient.Key.Id);
            if (former is not null && IsCurrent(former, patient.Version, linkage))
            {
                continue;
            }

            var features = linkage.Linker.Normalise(ReadPatient.From(patient.Json));
            var person = new IndexedPerson(patient.Key.Id, patient.Version, features, FeaturesJson.Write(features));
            var same = former is not null && former.Basis == linkage.Basis && former.Features.AsSpan().SequenceEqual(person.Json);
            (same ? unmoved : scored).Add(person);
        }

        return new(scored, unmoved, [.. known.Values]);
    }

    private static bool IsCurrent(StoredPerson former, int version, Linkage linkage) =>
        former.Version > version || (former.Version == version && former.Basis == linkage.Basis);
}
