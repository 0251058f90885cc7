using System.Globalization;
using Mpi.Engine.Comparing;
using Mpi.Engine.Estimating;
using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;
using Mpi.Engine.Tests.Synthetic;

namespace Mpi.Engine.Tests.Estimating;

/// <summary>EM against a population whose truth is known, and the shipped figures beside what EM and the truth say.</summary>
public sealed class EstimateParametersTests(ITestOutputHelper output)
{
    private const int Seed = 20_260_101;
    private const int RandomPairs = 2_000_000;

    private readonly Population population = new(Seed, 4_000);
    private readonly RecordLinker linker = new(policy: IdentifierPolicy.Default.With(Population.Policy));

    [Fact]
    public void M_UnlabelledCandidates_ComesCloseToTruth()
    {
        output.WriteLine($"seed {Seed}");
        var persons = population.Records.Select(linker.Normalise).ToList();
        var pairs = Figures.CandidatePairs(linker, persons).Select(p => (p.A, p.B, Levels: linker.Compare(persons[p.A], persons[p.B]))).ToList();
        var truth = new LevelCounts();
        foreach (var pair in pairs.Where(p => population.Cluster[p.A] == population.Cluster[p.B]))
        {
            truth.Add(pair.Levels, 1);
        }

        var estimated = Estimate(persons, pairs.ConvertAll(p => p.Levels));

        Print(truth, estimated);
        foreach (var level in estimated.Levels.Where(l => l.Level == AgreementLevel.Exact && truth.Present(l.Field) > 200))
        {
            Assert.InRange(level.M - (truth.Of(level.Field, level.Level) / truth.Present(level.Field)), -0.06, 0.06);
        }
    }

    [Fact]
    public void U_LevelNeverSeen_KeepsItsValue()
    {
        var estimated = EstimateParameters.U(LinkageParameters.Default, [new PatternCount(default, 100)]);

        Assert.Equal(LinkageParameters.Default.Levels, estimated.Levels);
    }

    private LinkageParameters Estimate(List<PersonFeatures> persons, List<ComparisonVector> candidates)
    {
        var random = new Random(Seed);
        var strangers = PatternCount.Of(Enumerable.Range(0, RandomPairs)
            .Select(_ => (A: random.Next(persons.Count), B: random.Next(persons.Count)))
            .Where(p => population.Cluster[p.A] != population.Cluster[p.B])
            .Select(p => linker.Compare(persons[p.A], persons[p.B])));
        var sameDate = PatternCount.Of(candidates.Where(c => c[MatchField.BirthDate] == AgreementLevel.Exact));
        var sameNumber = PatternCount.Of(candidates.Where(c => c[MatchField.UniqueIdentifier] == AgreementLevel.Exact));

        var start = EstimateParameters.U(LinkageParameters.Default, strangers);
        var names = EstimateParameters.M(start, sameDate, [MatchField.BirthDate]);
        var dates = EstimateParameters.M(start, sameNumber, [MatchField.UniqueIdentifier]);
        return names with { Levels = [.. names.Levels.Zip(dates.Levels, (n, d) => n.Field == MatchField.BirthDate ? d : n)] };
    }

    private void Print(LevelCounts truth, LinkageParameters estimated)
    {
        output.WriteLine("field level: true m, EM m, shipped m | random u, shipped u");
        foreach (var (level, shipped) in estimated.Levels.Zip(LinkageParameters.Default.Levels))
        {
            var share = truth.Of(level.Field, level.Level) / Math.Max(1, truth.Present(level.Field));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{level.Field} {level.Level}: {share:F4}, {level.M:F4}, {shipped.M:F4} | {level.U:F6}, {shipped.U:F6}"));
        }
    }
}
