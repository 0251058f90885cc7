using Fhir.Engine.Capabilities;
using Fhir.Engine.Search.Indexing;

namespace Fhir.Engine.Tests.Search;

public class SearchCapabilitiesTests
{
    private static readonly SearchCapabilities Capabilities = new(R4.Definitions, new SearchIndexer(R4.Definitions));

    [Fact]
    public void ParametersOf_Observation_ListsWhatIsServedAndNothingElse()
    {
        var codes = Capabilities.ParametersOf("Observation").Select(p => p.Code).ToHashSet();

        Assert.Superset(new HashSet<string> { "_id", "_lastUpdated", "code", "patient", "date", "value-quantity" }, codes);
        Assert.DoesNotContain("code-value-quantity", codes);
        Assert.DoesNotContain("_text", codes);
    }

    [Fact]
    public void Includes_Patient_FollowReferencesBothWays()
    {
        Assert.Contains("Patient:organization", Capabilities.IncludesOf("Patient"));
        Assert.Contains("Observation:patient", Capabilities.ReverseIncludesOf("Patient"));
        Assert.Empty(Capabilities.IncludesOf("Unicorn"));
    }
}
