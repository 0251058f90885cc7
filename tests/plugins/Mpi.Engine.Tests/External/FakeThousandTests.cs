using Mpi.Engine.Scoring;

namespace Mpi.Engine.Tests.External;

/// <summary>Splink's demonstration set: 1,000 heavily damaged records of 251 persons, with little to go by.</summary>
public sealed class FakeThousandTests(ITestOutputHelper output)
{
    [Fact]
    public void LinkSet_HeavilyDamaged_KeepsPrecision()
    {
        var rows = ExternalData.Rows("fake_1000.csv").ToList();
        var normaliser = new RecordLinker();
        var persons = rows.Select(r => normaliser.Normalise(ToPerson(r))).ToList();
        var linker = new RecordLinker(frequencies: CountedFrequencies.Of(persons));

        var figures = Figures.Measure(linker, persons, [.. rows.Select(r => r["cluster"])]);

        output.WriteLine(figures.ToString());
        Assert.True(figures.Match.Precision >= 0.99, figures.ToString());
        Assert.True(figures.Offered.Recall >= 0.50, figures.ToString());
    }

    private static Person ToPerson(Dictionary<string, string> row) => new()
    {
        GivenNames = [row["first_name"]],
        FamilyName = row["surname"],
        BirthDate = row["dob"],
        City = row["city"],
        Emails = [row["email"]],
    };
}
