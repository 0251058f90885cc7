namespace Mpi.Contracts.Identity;

/// <summary>What the index has found about a patient.</summary>
public enum IdentityStatus
{
    /// <summary>The patient exists in the record and has not been scored yet.</summary>
    Pending,

    /// <summary>No other record resembles this one.</summary>
    Unique,

    /// <summary>Other records resemble this one, and a person has to look; none is linked.</summary>
    Possible,

    /// <summary>Linked with at least one other record. There may be possible duplicates besides: see the links.</summary>
    Linked,
}
