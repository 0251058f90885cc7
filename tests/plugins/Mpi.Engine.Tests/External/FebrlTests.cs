using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;

namespace Mpi.Engine.Tests.External;

/// <summary>
/// FEBRL's three generated sets (Christen, 2008): Australian persons with corrupted duplicates. One duplicate in eight has its
/// given name replaced by another and one in twenty its number; the safety rules leave those to people by design, so automatic
/// recall stays well below that of match and possible together.
/// </summary>
public sealed class FebrlTests(ITestOutputHelper output)
{
    private const string SocialSecurity = "urn:febrl:soc-sec-id";

    [Theory]
    [InlineData("febrl/dataset1.csv", true, 0.90, 0.99)]
    [InlineData("febrl/dataset2.csv", true, 0.87, 0.985)]
    [InlineData("febrl/dataset3.csv", true, 0.85, 0.985)]
    [InlineData("febrl/dataset1.csv", false, 0.70, 0.95)]
    [InlineData("febrl/dataset2.csv", false, 0.65, 0.93)]
    [InlineData("febrl/dataset3.csv", false, 0.60, 0.93)]
    public void LinkSet_WithAndWithoutNumber_KeepsPrecisionAndRecall(string file, bool withNumber, double leastF1, double leastOffered)
    {
        var policy = IdentifierPolicy.Default.With([new(SocialSecurity, IdentifierKind.PersonUnique)]);
        var rows = ExternalData.Rows(file).ToList();
        var normaliser = new RecordLinker(policy: policy);
        var persons = rows.Select(r => normaliser.Normalise(ToPerson(r, withNumber))).ToList();
        var linker = new RecordLinker(policy: policy, frequencies: CountedFrequencies.Of(persons));

        var figures = Figures.Measure(linker, persons, [.. rows.Select(r => r["rec_id"].Split('-')[1])]);

        output.WriteLine($"{file} {(withNumber ? "with" : "without")} social security number\n{figures}");
        Assert.True(figures.Match.Precision >= 0.999, figures.ToString());
        Assert.True(figures.Match.F1 >= leastF1, figures.ToString());
        Assert.True(figures.Offered.F1 >= leastOffered, figures.ToString());
    }

    private static Person ToPerson(Dictionary<string, string> row, bool withNumber) => new()
    {
        GivenNames = [row["given_name"]],
        FamilyName = row["surname"],
        BirthDate = row["date_of_birth"],
        AddressLine = $"{row["street_number"]} {row["address_1"]}",
        City = row["suburb"],
        PostCode = row["postcode"],
        State = row["state"],
        Identifiers = withNumber ? [new PersonIdentifier(SocialSecurity, row["soc_sec_id"])] : [],
    };
}
