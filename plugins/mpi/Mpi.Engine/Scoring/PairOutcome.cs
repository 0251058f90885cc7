using Mpi.Engine.Comparing;
using Mpi.Engine.Deciding;

namespace Mpi.Engine.Scoring;

/// <summary>A pair's score without its reasons: what mass scoring needs, free of allocation.</summary>
public readonly record struct PairOutcome(
    ComparisonVector Levels,
    double Weight,
    double Probability,
    MatchDecision Decision,
    SafetyRules Rules);
