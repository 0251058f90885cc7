namespace Mpi.Contracts.Identity;

/// <summary>Who is who, and how sure: what the index knows about a patient, for other plugins and for the index's own pages.</summary>
/// <remarks>Acts as the caller, in the caller's tenant. The index only tells; it never merges what a chart shows.</remarks>
public interface IIdentityIndex
{
    /// <summary>Reads what is known about one patient.</summary>
    /// <param name="patientId">The Patient's logical id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>
    /// Null when no such Patient exists in the record. A Patient that exists and is not scored yet comes with
    /// <see cref="IdentityStatus.Pending"/>.
    /// </returns>
    /// <exception cref="UnauthorizedAccessException">The caller's data grants do not cover reading Patient.</exception>
    Task<PatientIdentity?> FindAsync(string patientId, CancellationToken cancellationToken);
}
