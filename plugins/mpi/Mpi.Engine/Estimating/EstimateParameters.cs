using Mpi.Engine.Comparing;
using Mpi.Engine.Scoring;

namespace Mpi.Engine.Estimating;

/// <summary>
/// u from pairs drawn at random, m by expectation-maximisation over unlabelled candidate pairs. Candidates chosen by one
/// field teach the others: choose by birth date to learn names and places, by names to learn birth dates. All candidates at
/// once would teach what relatives share. Fields missing in a pair say nothing about it.
/// </summary>
public static class EstimateParameters
{
    private const double Smallest = 1e-6;
    private const double Settled = 1e-6;
    private const double FirstShare = 0.1;

    /// <summary>u per field and level; m is taken over.</summary>
    /// <param name="start">Its levels decide what is estimated. A level never seen keeps its u.</param>
    /// <param name="randomPairs">Patterns of pairs drawn at random: two strangers, in practice.</param>
    public static LinkageParameters U(LinkageParameters start, IReadOnlyList<PatternCount> randomPairs)
    {
        var counts = new LevelCounts();
        foreach (var (pattern, pairs) in randomPairs)
        {
            counts.Add(pattern, pairs);
        }

        return start with { Levels = [.. start.Levels.Select(l => l with { U = Share(counts, l, l.U) })] };
    }

    /// <summary>m per field and level, until it settles; u, prior and the fields in <paramref name="chosenBy"/> stay.</summary>
    /// <param name="start">Where to start from.</param>
    /// <param name="candidatePairs">Patterns of candidate pairs, in which matches are not rare.</param>
    /// <param name="chosenBy">The fields whose agreement made these pairs candidates.</param>
    /// <param name="rounds">Most rounds to make.</param>
    public static LinkageParameters M(
        LinkageParameters start,
        IReadOnlyList<PatternCount> candidatePairs,
        IReadOnlyCollection<MatchField> chosenBy,
        int rounds = 100)
    {
        var (levels, share) = (start.Levels, FirstShare);
        for (var round = 0; round < rounds; round++)
        {
            var (counts, matched) = Expect(levels, share, candidatePairs, chosenBy);
            var next = levels.Select(l => chosenBy.Contains(l.Field) ? l : l with { M = Share(counts, l, l.M) }).ToList();
            var moved = Math.Abs(matched - share) + next.Zip(levels, (n, c) => Math.Abs(n.M - c.M)).DefaultIfEmpty().Max();
            (levels, share) = (next, matched);
            if (moved < Settled)
            {
                break;
            }
        }

        return start with { Levels = levels };
    }

    // The expectation step: every pair counts towards the matches by its probability of being one.
    private static (LevelCounts Counts, double Share) Expect(
        IReadOnlyList<LevelProbability> levels,
        double share,
        IReadOnlyList<PatternCount> patterns,
        IReadOnlyCollection<MatchField> chosenBy)
    {
        var table = new WeightTable(levels.Where(l => !chosenBy.Contains(l.Field)));
        var prior = Math.Log2(share / (1 - share));
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

        return (counts, all > 0 ? Math.Clamp(matched / all, Smallest, 1 - Smallest) : share);
    }

    private static double Share(LevelCounts counts, LevelProbability level, double otherwise)
    {
        var seen = counts.Of(level.Field, level.Level);
        return seen > 0 ? Math.Clamp(seen / counts.Present(level.Field), Smallest, 1) : otherwise;
    }
}
