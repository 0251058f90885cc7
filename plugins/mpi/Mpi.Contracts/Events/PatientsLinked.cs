using PluginPlatform.Sdk.Events;

namespace Mpi.Contracts.Events;

/// <summary>Records were found to be of one person. The charts stay as they are.</summary>
/// <remarks>The ordering key is the golden record's id.</remarks>
/// <param name="GoldenRecordId">The golden record, a UUID.</param>
/// <param name="PatientIds">All its members now, in ordinal order; two or more.</param>
/// <param name="Joined">Those of them that were not members before.</param>
[Event("mpi.patients-linked")]
public sealed record PatientsLinked(string GoldenRecordId, IReadOnlyList<string> PatientIds, IReadOnlyList<string> Joined);
