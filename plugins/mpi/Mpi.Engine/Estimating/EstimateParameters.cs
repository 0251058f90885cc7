using Mpi.Engine.Comparing;
using Mpi.Engine.Scoring;

namespace Mpi.Engine.Estimating;

/// <summary>
/// m and the prior by expectation-maximisation over unlabelled pairs, with u held at what pairs drawn at random show (two
/// strangers in practice) — the usual cure for EM's habit of finding relatives instead of matches. Fields missing in a pair
/// say nothing about it.
/// </summary>
public static class EstimateParameters
{
    private const double Smallest = 1e-6;
    private const double Settled = 1e-6;

    /// <summary>u per field and level from pairs of different persons, or pairs drawn at random; m is taken over.</summary>
    /// <param name="start">Its levels decide what is estimated. A level never seen keeps its u.</param>
    /// <param name="randomPairs">Patterns of random pairs.</param>
    public static LinkageParameters U(LinkageParameters start, IReadOnlyList<PatternCount> randomPairs)
    {
        var counts = new LevelCounts();
        foreach (var (pattern, pairs) in randomPairs)
        {
            counts.Add(pattern, pairs);
        }

        return start with { Levels = [.. start.Levels.Select(l => l with { U = Share(counts, l, l.U) })] };
    }

    /// <summary>m per field and level, and the prior within the pairs given, until they settle.</summary>
    /// <param name="start">Where to start from; its u stays.</param>
    /// <param name="candidatePairs">Patterns of candidate pairs, in which matches are not too rare.</param>
    /// <param name="rounds">Most rounds to make.</param>
    public static LinkageParameters M(LinkageParameters start, IReadOnlyList<PatternCount> candidatePairs, int rounds = 50)
    {
        var current = start;
        for (var round = 0; round < rounds; round++)
        {
            var next = Round(current, candidatePairs);
            var moved = Math.Abs(next.Prior - current.Prior)
                + next.Levels.Zip(current.Levels, (n, c) => Math.Abs(n.M - c.M)).DefaultIfEmpty().Max();
            current = next;
            if (moved < Settled)
            {
                break;
            }
        }

        return current;
    }

    private static LinkageParameters Round(LinkageParameters current, IReadOnlyList<PatternCount> patterns)
    {
        var table = new WeightTable(current.Levels);
        var prior = Math.Log2(current.Prior / (1 - current.Prior));
        var counts = new LevelCounts();
        double matched = 0, all = 0;
        foreach (var (pattern, pairs) in patterns)
        {
            var weight = prior;
            for (var field = 0; field < ComparisonVector.Fields; field++)
            {
                weight += table.Weight((MatchField)field, pattern[(MatchField)field]);
            }

            var expected = pairs / (1 + double.Exp2(-weight));
            counts.Add(pattern, expected);
            matched += expected;
            all += pairs;
        }

        return current with
        {
            Prior = all > 0 ? Math.Clamp(matched / all, Smallest, 1 - Smallest) : current.Prior,
            Levels = [.. current.Levels.Select(l => l with { M = Share(counts, l, l.M) })],
        };
    }

    private static double Share(LevelCounts counts, LevelProbability level, double otherwise)
    {
        var seen = counts.Of(level.Field, level.Level);
        return seen > 0 ? Math.Clamp(seen / counts.Present(level.Field), Smallest, 1) : otherwise;
    }
}
