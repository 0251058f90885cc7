using System.Globalization;
using Mpi.Engine.Blocking;
using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;

namespace Mpi.Engine.Tests;

/// <summary>Precision and recall of linking a whole set with itself through blocking keys, against its true pairs.</summary>
internal sealed record Figures(
    long Candidates, long TruePairs, long Found, Tally Match, Tally Offered, Tally Weighed)
{
    public double BlockingRecall => (double)Found / TruePairs;

    /// <param name="linker">The engine under test.</param>
    /// <param name="persons">All records.</param>
    /// <param name="cluster">The true person of each record.</param>
    public static Figures Measure(RecordLinker linker, IReadOnlyList<PersonFeatures> persons, IReadOnlyList<string> cluster)
    {
        var truth = cluster.CountBy(c => c).Sum(c => (long)c.Value * (c.Value - 1) / 2);
        long found = 0;
        Tally match = new(truth), offered = new(truth), weighed = new(truth);
        var pairs = CandidatePairs(linker, persons);
        foreach (var (i, j) in pairs)
        {
            var same = cluster[i] == cluster[j];
            var outcome = linker.Evaluate(persons[i], persons[j]);
            found += same ? 1 : 0;
            match = match.With(outcome.Decision == MatchDecision.Match, same);
            offered = offered.With(outcome.Decision != MatchDecision.NonMatch, same);
            weighed = weighed.With(outcome.Probability >= LinkageParameters.Default.MatchFrom, same);
        }

        return new Figures(pairs.Count, truth, found, match, offered, weighed);
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
        candidate pairs {Candidates}, true pairs {TruePairs}, found by blocking {100 * BlockingRecall:F2} %
        match:                  {Match}
        match or possible:      {Offered}
        probability, no rules:  {Weighed}
        """);
}
