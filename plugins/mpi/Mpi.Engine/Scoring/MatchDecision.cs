namespace Mpi.Engine.Scoring;

/// <summary>What to do with a pair.</summary>
public enum MatchDecision
{
    NonMatch = 0,

    /// <summary>A person has to look.</summary>
    Possible = 1,

    /// <summary>Safe to link without a person looking.</summary>
    Match = 2,
}
