using System.Text;
using System.Text.Json;
using Fhir.Engine.Writing;

namespace Fhir.Engine.Tests.Writing;

public class ResourceSubsetTests
{
    private const string Json = """
        {"resourceType":"Observation","id":"1","meta":{"versionId":"2","tag":[{"code":"x"}]},
         "text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"},
         "status":"final","_status":{"id":"s"},"code":{"text":"x"},"valueQuantity":{"value":1.50},"note":[{"text":"n"}]}
        """;

    [Fact]
    public void OfElements_NamedElements_KeepsThemAndTheRequiredOnes() =>
        Assert.Equal(["resourceType", "id", "meta", "status", "_status", "code", "valueQuantity"],
            Names(ResourceSubset.OfElements(R4.Valid(Json), ["value"])));

    [Fact]
    public void Summary_Resource_LeavesOutWhatIsNoSummary() =>
        Assert.Equal(["resourceType", "id", "meta", "status", "_status", "code", "valueQuantity"], Names(ResourceSubset.Summary(R4.Valid(Json))));

    [Fact]
    public void TextOnly_Resource_KeepsText() => Assert.Contains("text", Names(ResourceSubset.TextOnly(R4.Valid(Json))));

    [Fact]
    public void DataOnly_Resource_LeavesOutText() =>
        Assert.Equal(["resourceType", "id", "meta", "status", "_status", "code", "valueQuantity", "note"], Names(ResourceSubset.DataOnly(R4.Valid(Json))));

    [Theory]
    [InlineData(Json, 2)]
    [InlineData("""{"resourceType":"Basic","code":{"text":"x"}}""", 1)]
    [InlineData("""{"resourceType":"Basic","meta":{"versionId":"1"},"code":{"text":"x"}}""", 1)]
    public void Subset_AnyResource_IsValidAndTagged(string json, int tags)
    {
        var subset = Encoding.UTF8.GetString(ResourceSubset.DataOnly(R4.Valid(json)));

        var meta = JsonDocument.Parse(R4.Valid(subset).Json).RootElement.GetProperty("meta");
        Assert.Equal(tags, meta.GetProperty("tag").GetArrayLength());
        Assert.Equal("SUBSETTED", meta.GetProperty("tag")[tags - 1].GetProperty("code").GetString());
        Assert.Equal(json.Contains("1.50", StringComparison.Ordinal), subset.Contains("1.50", StringComparison.Ordinal));
    }

    private static List<string> Names(byte[] json) =>
        [.. JsonDocument.Parse(json).RootElement.EnumerateObject().Select(p => p.Name)];
}
