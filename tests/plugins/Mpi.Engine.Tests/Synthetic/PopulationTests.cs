using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;

namespace Mpi.Engine.Tests.Synthetic;

/// <summary>The shipped parameters on households with twins and namesakes.</summary>
public sealed class PopulationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(14)]
    public void LinkPopulation_WithTwinsAndNamesakes_MixesNobody(int seed)
    {
        var population = new Population(seed, 6_000);
        var policy = IdentifierPolicy.Default.With(Population.Policy);
        var persons = population.Records.Select(new RecordLinker(policy: policy).Normalise).ToList();
        var linker = new RecordLinker(policy: policy, frequencies: CountedFrequencies.Of(persons));

        var figures = Figures.Measure(linker, persons, population.Cluster);

        output.WriteLine($"seed {seed}, {persons.Count} records of {population.Originals} persons\n{figures}");
        Assert.True(figures.Match.Precision >= 0.999, figures.ToString());
        Assert.True(figures.Match.Recall >= 0.78, figures.ToString());
        Assert.True(figures.Offered.Recall >= 0.98, figures.ToString());
    }
}
