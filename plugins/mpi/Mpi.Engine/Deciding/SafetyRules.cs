namespace Mpi.Engine.Deciding;

/// <summary>
/// Reasons not to trust a high weight. Mixing two patients is the worst an index can do, so these hold whatever the
/// probability says.
/// </summary>
[Flags]
public enum SafetyRules
{
    None = 0,

    /// <summary>A system that gives each person one number gives these two different numbers. At most possible.</summary>
    ConflictingIdentifier = 1,

    /// <summary>A number agrees but neither name nor birth date does: borrowed card or overwritten record. At most possible.</summary>
    IdentifierAlone = 2,

    /// <summary>
    /// Given names are different names, or merely resemble each other without a person-unique number that agrees: a twin, a
    /// sibling, a spouse. At most possible.
    /// </summary>
    DifferentGivenName = 4,

    /// <summary>One of a multiple birth, and given names are not plainly the same, or birth orders differ. At most possible.</summary>
    MultipleBirth = 8,

    /// <summary>Sexes differ and given names are not plainly the same (Daniel, Danielle). At most possible.</summary>
    SexAndName = 16,

    /// <summary>Generation suffixes differ (Jr, Sr). At most possible, and not a match when birth dates differ.</summary>
    Suffix = 32,

    /// <summary>Birth dates differ beyond a slip, and no person-unique number agrees. At most possible.</summary>
    DifferentBirthDate = 64,

    /// <summary>Birth years are a generation apart beyond a slip of one digit, and no person-unique number agrees. Not a match.</summary>
    Generation = 128,

    /// <summary>
    /// Too few independent kinds of evidence agree (<see cref="Scoring.LinkageParameters.LeastEvidence"/>); or no given name and no number does; or no birth date and no
    /// number does. At most possible.
    /// </summary>
    ThinEvidence = 256,

    /// <summary>
    /// Middle names differ, and no number agrees: in many families twins share the first name (Maria José, Maria Luisa). At
    /// most possible.
    /// </summary>
    DifferentMiddleName = 512,
}
