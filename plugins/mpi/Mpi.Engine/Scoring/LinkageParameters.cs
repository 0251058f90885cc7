namespace Mpi.Engine.Scoring;

/// <summary>All figures that scoring uses. <see cref="Default"/> says where its own come from.</summary>
public sealed record LinkageParameters
{
    /// <summary>The shipped figures: see <see cref="DefaultProbabilities"/>.</summary>
    public static LinkageParameters Default { get; } = new() { Levels = DefaultProbabilities.All };

    /// <summary>m and u per field and level. A level without an entry weighs nothing.</summary>
    public required IReadOnlyList<LevelProbability> Levels { get; init; }

    /// <summary>Chance that two records drawn at random are one person. Default 1 in 20,000.</summary>
    public double Prior { get; init; } = 1.0 / 20_000;

    /// <summary>Least probability of an automatic link. Default 0.995.</summary>
    public double MatchFrom { get; init; } = 0.995;

    /// <summary>Least probability at which a person is asked to look. Default 0.10.</summary>
    public double PossibleFrom { get; init; } = 0.10;
}
