using Mpi.Engine.Deciding;

namespace Mpi.Engine.Scoring;

/// <summary>A pair's score with its reasons, for display.</summary>
/// <param name="Weight">Sum of the contributions in bits; the prior is not in it.</param>
/// <param name="Probability">Chance that the two are one person, 0 to 1.</param>
/// <param name="Decision">After the safety rules.</param>
/// <param name="Rules">Safety rules that held; each may have lowered the decision.</param>
/// <param name="Contributions">One per field that both sides have, in field order.</param>
public sealed record PairScore(
    double Weight,
    double Probability,
    MatchDecision Decision,
    SafetyRules Rules,
    IReadOnlyList<FieldContribution> Contributions);
