using Fhir.Engine.Definitions;
using Fhir.Engine.Search.Indexing;

namespace Fhir.Engine.Tests.Search;

public class IndexPlanTests(ITestOutputHelper output)
{
    private static readonly SearchIndexer Indexer = new(R4.Definitions);

    [Fact]
    public void ParametersOf_AllTypes_OnlyCompositeSpecialAndTextLackSupport()
    {
        var unsupported = R4.Definitions.ResourceTypes
            .SelectMany(type => Indexer.ParametersOf(type).Where(p => !p.IsSupported))
            .GroupBy(p => (p.Parameter.Base, p.Parameter.Code, p.Unsupported)).Select(g => g.First()).ToList();
        output.WriteLine(string.Join(", ", unsupported.Select(p => p.Parameter)));
        Assert.All(unsupported, p => Assert.True(
            p.Parameter.Type is SearchParameterType.Composite or SearchParameterType.Special
            || p.Parameter.Code is "_text" or "_content" or "_query" or "phonetic", p.Parameter.ToString()));
    }

    [Fact]
    public void ParametersOf_AllTypes_AliasesPointAtParametersWithRows()
    {
        var count = 0;
        foreach (var type in R4.Definitions.ResourceTypes)
        {
            foreach (var p in Indexer.ParametersOf(type).Where(p => p.AliasOf is not null))
            {
                count++;
                output.WriteLine($"{type}.{p.Parameter.Code} = {p.AliasOf!.Code} [{string.Join(',', p.AliasTargets)}]");
                Assert.Null(Indexer.Find(type, p.AliasOf!.Code)!.AliasOf);
            }
        }
        Assert.NotEqual(0, count);
    }

    [Theory]
    [InlineData("Observation", "patient", "subject", "Patient")]
    [InlineData("Encounter", "patient", "subject", "Patient")]
    [InlineData("Encounter", "practitioner", "participant", "Practitioner")]
    [InlineData("Appointment", "location", "actor", "Location")]
    public void Find_NarrowerParameter_IsAliasWithTargetType(string type, string code, string of, string target)
    {
        var parameter = Indexer.Find(type, code)!;

        Assert.Equal(of, parameter.AliasOf?.Code);
        Assert.Equal([target], parameter.AliasTargets);
    }

    [Theory]
    [InlineData("Patient", "name")]
    [InlineData("Observation", "combo-code")]
    [InlineData("AllergyIntolerance", "patient")]
    public void Find_ParameterOfItsOwn_IsNoAlias(string type, string code) => Assert.Null(Indexer.Find(type, code)!.AliasOf);
}
