using System.Text;
using Fhir.Engine.Writing;

namespace Fhir.Engine.Tests.Writing;

public class ResourceWriterTests
{
    private static readonly VersionStamp Stamp = new("new", "2", new DateTimeOffset(2026, 1, 2, 3, 4, 5, 6, TimeSpan.FromHours(1)));
    private const string Meta = """{"versionId":"2","lastUpdated":"2026-01-02T02:04:05.006Z""";

    [Theory]
    [InlineData("""{"resourceType":"Basic","code":{"text":"x"}}""", """{"resourceType":"Basic","id":"new","meta":META"},"code":{"text":"x"}}""")]
    [InlineData("""{"id":"old","resourceType":"Basic","code":{"text":"x"}}""", """{"id":"new","resourceType":"Basic","meta":META"},"code":{"text":"x"}}""")]
    [InlineData("""{ "resourceType" : "Basic" , "id":"a", "meta" : { "profile":["http://p"] }, "code":{"text":"x"}}""", """{ "resourceType" : "Basic" , "id":"new", "meta" : META", "profile":["http://p"] }, "code":{"text":"x"}}""")]
    [InlineData("""{"resourceType":"Basic","meta":{"lastUpdated":"2020-01-01T00:00:00Z","versionId":"9","source":"http://s"},"code":{"text":"x"}}""", """{"resourceType":"Basic","id":"new","meta":{"lastUpdated":"2026-01-02T02:04:05.006Z","versionId":"2","source":"http://s"},"code":{"text":"x"}}""")]
    [InlineData("""{"resourceType":"Basic","extension":[{"url":"http://x","valueDecimal":1.500}],"code":{"text":"\u00e9"}}""", """{"resourceType":"Basic","id":"new","meta":META"},"extension":[{"url":"http://x","valueDecimal":1.500}],"code":{"text":"\u00e9"}}""")]
    public void Stamp_Resource_SetsIdAndMetaAndKeepsTheRest(string json, string expected)
    {
        var stamped = Encoding.UTF8.GetString(ResourceWriter.Stamp(R4.Valid(json), Stamp));

        Assert.Equal(expected.Replace("META", Meta, StringComparison.Ordinal), stamped);
        R4.Valid(stamped);
    }

    [Fact]
    public void Stamp_ResourceOfABundle_TakesOnlyItsOwnText()
    {
        var bundle = R4.Valid("""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Basic","code":{"text":"x"}}}]}""");
        var inner = new Engine.Parsing.FhirResource(bundle.Tape, Enumerable.Range(1, 9).First(n => bundle.Tape.NameOf(n) == "resource"));

        Assert.StartsWith("""{"resourceType":"Basic","id":"new",""", Encoding.UTF8.GetString(ResourceWriter.Stamp(inner, Stamp)), StringComparison.Ordinal);
    }

    [Fact]
    public void Stamp_WrongId_Throws() =>
        Assert.Throws<ArgumentException>(() => ResourceWriter.Stamp(R4.Valid("""{"resourceType":"Basic","code":{"text":"x"}}"""), Stamp with { Id = "a\"b" }));
}
