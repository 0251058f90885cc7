namespace Mpi.Contracts.Identity;

/// <summary>What the index knows about a patient.</summary>
/// <param name="PatientId">The Patient's logical id.</param>
/// <param name="GoldenRecordId">
/// The golden record it belongs to, a UUID; records of one person share it. Stable while the membership persists. Null while
/// pending.
/// </param>
/// <param name="Status">In one word.</param>
/// <param name="Records">How many records the golden record has, this one included; 0 while pending.</param>
/// <param name="Confidence">
/// The lowest score among this record's linked pairs, 0 to 1: how sure it is that it belongs where it is. Null when it is
/// linked with none.
/// </param>
/// <param name="ScoredAt">When it was last scored, UTC; null while pending.</param>
/// <param name="Links">The records that resemble it, highest score first; empty while pending and when unique.</param>
public sealed record PatientIdentity(
    string PatientId,
    string? GoldenRecordId,
    IdentityStatus Status,
    int Records,
    double? Confidence,
    DateTimeOffset? ScoredAt,
    IReadOnlyList<IdentityLink> Links)
{
    /// <summary>A patient that exists and is not scored yet.</summary>
    /// <param name="patientId">The Patient's logical id.</param>
    public static PatientIdentity Pending(string patientId) => new(patientId, null, IdentityStatus.Pending, 0, null, null, []);
}
