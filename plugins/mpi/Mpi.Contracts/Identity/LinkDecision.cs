namespace Mpi.Contracts.Identity;

/// <summary>What became of a pair of records.</summary>
public enum LinkDecision
{
    /// <summary>A person has to look.</summary>
    Possible,

    /// <summary>
    /// Alike enough to be linked, but linking would bring records together that contradict each other (two values of a
    /// person-unique number, or a pair that is no match). A person has to look.
    /// </summary>
    Held,

    /// <summary>Both belong to the same golden record.</summary>
    Linked,
}
