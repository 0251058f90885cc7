namespace Mpi.Engine.Scoring;

/// <summary>All figures that scoring uses. <see cref="Default"/> says where its own come from.</summary>
public sealed record LinkageParameters
{
    /// <summary>The shipped figures: see <see cref="DefaultProbabilities"/>.</summary>
    public static LinkageParameters Default { get; } = new() { Levels = DefaultProbabilities.All };

    /// <summary>m and u per field and level. A level without an entry weighs nothing.</summary>
    public required IReadOnlyList<LevelProbability> Levels { get; init; }

    /// <summary>
    /// Chance that two records drawn at random are one person. Default 1 in 50,000; see <see cref="ForRegisterOf"/>.
    /// </summary>
    public double Prior { get; init; } = 1.0 / 50_000;

    /// <summary>Least probability of an automatic link. Default 0.995.</summary>
    public double MatchFrom { get; init; } = 0.995;

    /// <summary>Least probability at which a person is asked to look. Default 0.10.</summary>
    public double PossibleFrom { get; init; } = 0.10;

    /// <summary>
    /// Whether an agreeing person-unique number, with birth date and family name, lets records with different given names
    /// be linked automatically. Default false: newborn twins are registered under one number often enough.
    /// </summary>
    public bool NumberSettlesGivenName { get; init; }

    /// <summary>
    /// Kinds of evidence that must agree before records are linked automatically: given name, middle name, family name, birth
    /// date, contact (address, telephone, mailbox), record number; a person-unique number counts as two. Default 4: people
    /// who judge such pairs do not link on name and birth date alone. 3 suits a small register that holds little else.
    /// </summary>
    public int LeastEvidence { get; init; } = 4;

    /// <summary>
    /// The same parameters for a register of this many persons. Coincidences grow with the register, so the prior is one in
    /// its size, and never more than one in 10,000.
    /// </summary>
    public LinkageParameters ForRegisterOf(long persons) => this with { Prior = 1.0 / Math.Max(10_000, persons) };
}
