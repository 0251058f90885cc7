using System.Text;
using Fhir.Engine.Issues;

namespace Fhir.Engine.Tests.Parsing;

public class HostileInputTests
{
    [Fact]
    public void Parse_MalformedJson_NamesLineAndByte()
    {
        var result = R4.Parse("{\"resourceType\":\"Patient\",\n \"active\": tru }");

        var issue = Assert.Single(result.Issues);
        Assert.Equal(IssueSeverity.Fatal, issue.Severity);
        Assert.Contains("line 2, byte", issue.Diagnostics, StringComparison.Ordinal);
        Assert.Null(result.Resource);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nul")]
    [InlineData("{\"resourceType\":\"Patient\"} trailing")]
    [InlineData("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"\\ud800\"}]}")]
    [InlineData("{\"\\ud800\":1,\"resourceType\":\"Patient\"}")]
    [InlineData("{\"resourceType\":\"Pa\\ud800tient\"}")]
    [InlineData("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"a\\u0000b\"}]}")]
    [InlineData("{\"resourceType\":\"Patient\",\"contained\":[[[[1]]]]}")]
    public void Parse_Garbage_GivesIssues(string text)
    {
        var result = R4.Parse(text);

        Assert.False(result.IsValid);
        Assert.NotEmpty(result.Issues);
    }

    [Fact]
    public void Parse_NotUtf8_GivesIssue() =>
        Assert.False(R4.Parser.Parse(new byte[] { (byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}' }).IsValid);

    [Theory]
    [InlineData("{\"resourceType\":\"Patient\",\"extension\":[", "{\"url\":\"http://x\",\"extension\":[", 50_000)]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[", "{\"resource\":{\"resourceType\":\"Bundle\",\"entry\":[", 20_000)]
    [InlineData("", "[", 1_000_000)]
    [InlineData("", "{\"a\":", 1_000_000)]
    public void Parse_DepthBomb_IsRefusedCheaply(string start, string repeated, int times)
    {
        var text = new StringBuilder(start).Insert(start.Length, repeated, times).ToString();

        Assert.False(R4.Parse(text).IsValid);
    }

    [Fact]
    public void Parse_LateResourceTypeInDeepNesting_StaysBounded()
    {
        // Each level must look ahead for its type: bounded because depth is.
        var text = new StringBuilder();
        for (var i = 0; i < 40; i++)
        {
            text.Append("{\"entry\":[{\"resource\":");
        }
        text.Append("{\"id\":\"x\",\"resourceType\":\"Basic\",\"code\":{\"text\":\"").Append('a', 500_000).Append("\"}}");
        for (var i = 0; i < 40; i++)
        {
            text.Append("}],\"type\":\"collection\",\"resourceType\":\"Bundle\"}");
        }

        Assert.True(R4.Parse(text.ToString()).IsValid);
    }

    [Fact]
    public void Parse_ManyFaults_CapsIssues()
    {
        var names = string.Join(',', Enumerable.Repeat("{\"family\":1}", 10_000));

        Assert.Equal(50, R4.Parse($"{{\"resourceType\":\"Patient\",\"name\":[{names}]}}").Issues.Count);
    }

    [Fact]
    public void Parse_MillionsOfElements_IsRefusedAsTooCostly()
    {
        var text = new StringBuilder("{\"resourceType\":\"Patient\",\"name\":[{\"given\":[");
        text.Append("\"a\"").Insert(text.Length, ",\"a\"", 4_000_001).Append("]}]}");

        Assert.Contains(R4.Parse(text.ToString()).Issues, i => i.Code == IssueCode.TooCostly);
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","name":[{"given":[""", "null", "]}]}")]
    [InlineData("""{"resourceType":"Patient","name":[{"given":["a"],"_given":[""", """{"id":"x"}""", "]}]}")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"coding":[""", """{"code":"x"}""", "]}}")]
    [InlineData("""{"resourceType":"Group","type":"person","actual":true,"member":[""", """{"entity":{"reference":"Patient/1"}}""", "]}")]
    public void ParseAndExtract_VeryWideContent_StaysLinear(string start, string item, string end)
    {
        // Anything quadratic would take hours here.
        var content = start + string.Join(',', Enumerable.Repeat(item, 200_000)) + end;
        var resource = R4.Parse(content).Resource!;

        var rows = new Engine.Search.Indexing.SearchIndexer(R4.Definitions).Extract(resource);

        Assert.True(rows.Tokens.Count < 10);
    }

    [Fact]
    public void Parse_HugeString_IsRefusedWithoutQuotingIt()
    {
        var result = R4.Parse($"{{\"resourceType\":\"Patient\",\"gender\":\"{new string('m', 2_000_000)}\"}}");

        Assert.All(result.Issues, i => Assert.True(i.Diagnostics.Length < 400));
    }

    [Fact]
    public void Parse_MutatedContent_NeverThrows()
    {
        const int seed = 20261122;
        var random = new Random(seed);
        var source = Encoding.UTF8.GetBytes(
            """{"resourceType":"Patient","id":"p","contained":[{"resourceType":"Organization","id":"o"}],"_birthDate":{"extension":[{"url":"http://x","valueInteger":1}]},"name":[{"given":["A\u00e9",null],"_given":[null,{"id":"q"}]}],"managingOrganization":{"reference":"#o"}}""");
        for (var round = 0; round < 5_000; round++)
        {
            var mutated = source.ToArray();
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                mutated[random.Next(mutated.Length)] = (byte)random.Next(32, 127);
            }
            var problem = Record.Exception(() => R4.Parser.Parse(mutated));
            Assert.True(problem is null, $"seed {seed}, round {round}: {Encoding.UTF8.GetString(mutated)}\n{problem}");
        }
    }
}
