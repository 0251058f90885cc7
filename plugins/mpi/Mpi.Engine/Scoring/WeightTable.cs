using Mpi.Engine.Comparing;

namespace Mpi.Engine.Scoring;

/// <summary>Weights by field and level in one flat array.</summary>
internal sealed class WeightTable
{
    private const int Levels = 32;
    private readonly double[] weights = new double[ComparisonVector.Fields * Levels];
    private readonly double[] agreement = new double[ComparisonVector.Fields * Levels];

    public WeightTable(IEnumerable<LevelProbability> levels)
    {
        foreach (var level in levels)
        {
            if (level.M is not (> 0 and <= 1) || level.U is not (> 0 and <= 1))
            {
                throw new ArgumentException($"m and u of {level.Field} {level.Level} must lie above 0 and not above 1.", nameof(levels));
            }

            weights[Index(level.Field, level.Level)] = level.Weight;
            agreement[Index(level.Field, level.Level)] = level.M;
        }
    }

    public double Weight(MatchField field, AgreementLevel level) => weights[Index(field, level)];

    public double M(MatchField field, AgreementLevel level) => agreement[Index(field, level)];

    private static int Index(MatchField field, AgreementLevel level) => ((int)field * Levels) + (int)level;
}
