using PluginPlatform.Sdk.Events;

namespace Mpi.Contracts.Events;

/// <summary>Records that were held to be of one person no longer are: one of them changed or was deleted.</summary>
/// <remarks>The ordering key is the golden record's id.</remarks>
/// <param name="GoldenRecordId">The golden record they shared, a UUID.</param>
/// <param name="Left">Patients that left it, in ordinal order; deleted ones included.</param>
/// <param name="Remaining">Patients that stay together, in ordinal order.</param>
[Event("mpi.patients-unlinked")]
public sealed record PatientsUnlinked(string GoldenRecordId, IReadOnlyList<string> Left, IReadOnlyList<string> Remaining);
