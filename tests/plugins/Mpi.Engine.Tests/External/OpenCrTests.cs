using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;

namespace Mpi.Engine.Tests.External;

/// <summary>OpenCR's Ugandan register: 5,000 records, 1,000 true links, names that no English list knows.</summary>
public sealed class OpenCrTests(ITestOutputHelper output)
{
    private const string National = "urn:opencr:nin";
    private const string Clinic = "urn:opencr:art";

    [Theory]
    [InlineData(true, 0.98)]
    [InlineData(false, 0.80)]
    public void LinkSet_WithAndWithoutNumbers_KeepsPrecisionAndRecall(bool withNumbers, double leastF1)
    {
        var policy = IdentifierPolicy.Default.With([new(National, IdentifierKind.PersonUnique)]);
        var rows = ExternalData.Rows("opencr/uganda_data_v21_20201501.csv").ToList();
        var normaliser = new RecordLinker(policy: policy);
        var persons = rows.Select(r => normaliser.Normalise(ToPerson(r, withNumbers))).ToList();
        var linker = new RecordLinker(policy: policy, frequencies: CountedFrequencies.Of(persons));

        var figures = Figures.Measure(linker, persons, Clusters(rows));

        output.WriteLine($"{(withNumbers ? "with" : "without")} numbers\n{figures}");
        Assert.True(figures.Match.Precision >= 0.99, figures.ToString());
        Assert.True(figures.Match.F1 >= leastF1, figures.ToString());
    }

    private static List<string> Clusters(List<Dictionary<string, string>> rows)
    {
        var links = ExternalData.Rows("opencr/uganda_data_v21_20201501_true_links.csv").ToList();
        var originals = new Dictionary<string, string>();
        foreach (var link in links)
        {
            originals[link["rec_id_1"]] = string.CompareOrdinal(link["rec_id_1"], link["rec_id_2"]) < 0 ? link["rec_id_1"] : link["rec_id_2"];
            originals[link["rec_id_2"]] = originals[link["rec_id_1"]];
        }

        return [.. rows.Select(r => originals.GetValueOrDefault(r["rec_id"], r["rec_id"]))];
    }

    private static Person ToPerson(Dictionary<string, string> row, bool withNumbers) => new()
    {
        GivenNames = [row["given_name"]],
        FamilyName = row["surname"],
        BirthDate = row["date_of_birth"],
        Sex = row["sex"],
        Phones = [row["phone_number"]],
        Identifiers = withNumbers
            ? [new PersonIdentifier(National, row["uganda_nin"]), new PersonIdentifier(Clinic, row["art_number"])]
            : [],
    };
}
