using System.Globalization;
using Mpi.Engine.Blocking;
using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;

namespace Mpi.Engine.Tests;

/// <summary>Precision and recall of linking a whole set with itself through blocking keys, against its true pairs.</summary>
internal sealed record Figures(
    long Candidates, long TruePairs, long Found, long Matched, long MatchedTrue, long Offered, long OfferedTrue)
{
    public double BlockingRecall => (double)Found / TruePairs;

    public double Precision => Matched == 0 ? 1 : (double)MatchedTrue / Matched;

    public double Recall => (double)MatchedTrue / TruePairs;

    public double F1 => F(Precision, Recall);

    public double OfferedPrecision => Offered == 0 ? 1 : (double)OfferedTrue / Offered;

    public double OfferedRecall => (double)OfferedTrue / TruePairs;

    /// <param name="linker">The engine under test.</param>
    /// <param name="persons">All records.</param>
    /// <param name="cluster">The true person of each record.</param>
    public static Figures Measure(RecordLinker linker, IReadOnlyList<PersonFeatures> persons, IReadOnlyList<string> cluster)
    {
        long found = 0, matched = 0, matchedTrue = 0, offered = 0, offeredTrue = 0;
        var pairs = CandidatePairs(linker, persons);
        foreach (var (i, j) in pairs)
        {
            var same = cluster[i] == cluster[j];
            var decision = linker.Evaluate(persons[i], persons[j]).Decision;
            found += same ? 1 : 0;
            matched += decision == MatchDecision.Match ? 1 : 0;
            matchedTrue += decision == MatchDecision.Match && same ? 1 : 0;
            offered += decision != MatchDecision.NonMatch ? 1 : 0;
            offeredTrue += decision != MatchDecision.NonMatch && same ? 1 : 0;
        }

        var truth = cluster.CountBy(c => c).Sum(c => (long)c.Value * (c.Value - 1) / 2);
        return new Figures(pairs.Count, truth, found, matched, matchedTrue, offered, offeredTrue);
    }

    public static HashSet<(int A, int B)> CandidatePairs(RecordLinker linker, IReadOnlyList<PersonFeatures> persons)
    {
        var blocks = new Dictionary<BlockingKey, List<int>>();
        for (var i = 0; i < persons.Count; i++)
        {
            foreach (var key in linker.KeysOf(persons[i]))
            {
                blocks.TryAdd(key, []);
                blocks[key].Add(i);
            }
        }

        return [.. blocks.Values.SelectMany(b => b.SelectMany((x, n) => b.Skip(n + 1).Select(y => (x, y))))];
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        candidate pairs {Candidates}, true pairs {TruePairs}, found by blocking {BlockingRecall:P2}
        match:              precision {Precision:P2} recall {Recall:P2} F1 {F1:F4} (wrong links: {Matched - MatchedTrue})
        match or possible:  precision {OfferedPrecision:P2} recall {OfferedRecall:P2} F1 {F(OfferedPrecision, OfferedRecall):F4}
        """);

    private static double F(double precision, double recall) =>
        precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}
