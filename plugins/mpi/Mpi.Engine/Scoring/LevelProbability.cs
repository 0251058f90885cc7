using Mpi.Engine.Comparing;

namespace Mpi.Engine.Scoring;

/// <summary>How often a level is seen among pairs that are one person (m) and among pairs that are not (u).</summary>
/// <param name="Field">The field compared.</param>
/// <param name="Level">The level found.</param>
/// <param name="M">P(level | one person, field present), above 0 and at most 1.</param>
/// <param name="U">P(level | two persons, field present), above 0 and at most 1.</param>
public sealed record LevelProbability(MatchField Field, AgreementLevel Level, double M, double U)
{
    /// <summary>Evidence in bits: log2(m/u), the Fellegi–Sunter weight.</summary>
    public double Weight => Math.Log2(M / U);
}
