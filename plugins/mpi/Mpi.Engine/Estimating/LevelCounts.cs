using Mpi.Engine.Comparing;

namespace Mpi.Engine.Estimating;

/// <summary>Weighted counts of levels per field; missing is not counted.</summary>
internal sealed class LevelCounts
{
    private readonly Dictionary<(MatchField Field, AgreementLevel Level), double> counts = [];
    private readonly double[] present = new double[ComparisonVector.Fields];

    public void Add(ComparisonVector pattern, double weight)
    {
        for (var i = 0; i < ComparisonVector.Fields; i++)
        {
            var field = (MatchField)i;
            if (pattern[field] == AgreementLevel.Missing)
            {
                continue;
            }

            counts[(field, pattern[field])] = counts.GetValueOrDefault((field, pattern[field])) + weight;
            present[i] += weight;
        }
    }

    public double Of(MatchField field, AgreementLevel level) => counts.GetValueOrDefault((field, level));

    public double Present(MatchField field) => present[(int)field];
}
