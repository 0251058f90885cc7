using Mpi.Engine.Comparing;

namespace Mpi.Engine.Estimating;

/// <summary>How many pairs showed one pattern of levels.</summary>
public readonly record struct PatternCount(ComparisonVector Pattern, long Pairs)
{
    /// <summary>Counts patterns; pairs in the millions come down to a few thousand.</summary>
    public static IReadOnlyList<PatternCount> Of(IEnumerable<ComparisonVector> pairs) =>
        [.. pairs.CountBy(p => p).Select(p => new PatternCount(p.Key, p.Value))];
}
