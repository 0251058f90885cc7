using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;

namespace Mpi.Engine.Tests.External;

/// <summary>
/// Pairs judged by the immunisation-registry community: Match, Possible Match, Not a Match. The judges see guardian and
/// mother's maiden name as well, which the engine does not compare.
/// </summary>
public sealed class ImmunizationPairTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("immregistries/Dev-Test-2015-01-01.txt")]
    [InlineData("immregistries/MIIS-B.txt")]
    public void ScorePairs_JudgedByPeople_LinksLittleThatTheyRefuse(string file)
    {
        var linker = new RecordLinker(policy: IdentifierPolicy.Default.With(
        [
            new("ssn", IdentifierKind.PersonUnique), new("medicaid", IdentifierKind.PersonUnique),
        ]));
        var pairs = Read(file).ToList();
        var table = pairs
            .Select(p => (p.Test, p.Expected, Found: linker.Evaluate(linker.Normalise(p.A), linker.Normalise(p.B)).Decision))
            .ToList();

        foreach (var cell in table.CountBy(t => (t.Expected, t.Found)).OrderBy(c => c.Key))
        {
            output.WriteLine($"{file}: judged {cell.Key.Expected}, found {cell.Key.Found}: {cell.Value}");
        }

        foreach (var wrong in table.Where(t => t.Expected == "Not a Match" && t.Found == MatchDecision.Match).CountBy(t => t.Test))
        {
            output.WriteLine($"  refused by people, linked here: {wrong.Key} {wrong.Value}");
        }

        var linked = table.Where(t => t.Found == MatchDecision.Match).ToList();
        var refused = linked.Count(t => t.Expected == "Not a Match");
        output.WriteLine($"linked {linked.Count}, of which refused by people {refused}");
        Assert.True(refused <= 0.02 * linked.Count, $"{refused} of {linked.Count}");
        Assert.True(linked.Count(t => t.Expected == "Match") >= 0.88 * table.Count(t => t.Expected == "Match"));
    }

    private static IEnumerable<(string Test, string Expected, Person A, Person B)> Read(string file)
    {
        foreach (var entry in ExternalData.Lines(file).Where(l => l.Contains(':', StringComparison.Ordinal)).Chunk(4))
        {
            yield return (entry[0].Split(':')[2], After(entry[1]), ToPerson(After(entry[2])), ToPerson(After(entry[3])));
        }
    }

    private static string After(string line) => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();

    private static Person ToPerson(string text)
    {
        var fields = text.Split(',').Select(f => f.Split('=', 2)).Where(f => f.Length == 2).ToDictionary(f => f[0], f => f[1]);
        var of = (string name) => fields.GetValueOrDefault(name, "");
        return new Person
        {
            GivenNames = [of("nameFirst"), of("nameMiddle")],
            GivenAliases = [of("nameAlias")],
            FamilyName = of("nameLast"),
            OtherFamilyNames = [of("nameLastHyph")],
            Suffix = of("nameSuffix"),
            BirthDate = of("birthDate"),
            Sex = of("gender"),
            MultipleBirth = of("birthType") == "2" || of("birthStatus") == "Y",
            BirthOrder = int.TryParse(of("birthOrder"), out var order) ? order : 0,
            AddressLine = of("addressStreet1"),
            City = of("addressCity"),
            PostCode = of("addressZip"),
            State = of("addressState"),
            Phones = [of("phone")],
            Identifiers = [new("ssn", of("ssn")), new("medicaid", of("medicaid")), new("mrn", of("mrns"))],
        };
    }
}
