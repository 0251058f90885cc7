using System.Text;
using Fhir.Engine.Bundles;
using Fhir.Engine.Parsing;
using Fhir.Engine.References;
using Fhir.Engine.Tests.External;
using Fhir.Engine.Writing;

namespace Fhir.Engine.Tests.Bundles;

public class EntryWriterTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 6, TimeSpan.Zero);
    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public void Write_ReferencesToEntries_BecomeTypeAndId()
    {
        const string observation = """
            {"resourceType":"Observation","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><a href=\"urn:uuid:00000000-0000-0000-0000-000000000001\">x</a></div>"},
             "status":"final","code":{"text":"urn:uuid:00000000-0000-0000-0000-000000000001"},
             "instantiatesCanonical":null,
             "subject":{"reference":"urn:uuid:00000000-0000-0000-0000-000000000001"},
             "performer":[{"reference":"Practitioner\/9"},{"reference":"Practitioner/8"}],
             "extension":[{"url":"http://x","valueUri":"urn:uuid:00000000-0000-0000-0000-000000000001"}],
             "valueQuantity":{"value":1.50}}
            """;
        var json = observation.Replace("\"instantiatesCanonical\":null,", "", StringComparison.Ordinal);
        var bundle = Read(
            Full("http://s/Observation/5", "Observation", json),
            Full("urn:uuid:00000000-0000-0000-0000-000000000001", "Patient", """{"resourceType":"Patient","active":true}"""),
            Full("http://s/Practitioner/9", "Practitioner", """{"resourceType":"Practitioner","id":"9","active":true}"""));

        var written = Write(bundle, 0);

        Assert.Empty(written.Issues);
        var text = Encoding.UTF8.GetString(written.Json);
        Assert.Contains("\"subject\":{\"reference\":\"Patient/n1\"}", text, StringComparison.Ordinal);
        Assert.Contains("\"valueUri\":\"Patient/n1\"", text, StringComparison.Ordinal);
        Assert.Contains("href=\\\"Patient/n1\\\"", text, StringComparison.Ordinal);
        Assert.Contains("\"code\":{\"text\":\"urn:uuid:", text, StringComparison.Ordinal);
        Assert.Contains("{\"reference\":\"Practitioner/n2\"},{\"reference\":\"Practitioner/8\"}", text, StringComparison.Ordinal);
        Assert.Contains("\"value\":1.50}", text, StringComparison.Ordinal);
        Assert.Equal("n0", R4.Valid(text).Id);
    }

    [Theory]
    [InlineData("urn:uuid:00000000-0000-0000-0000-00000000000f")]
    [InlineData("Patient?identifier=1")]
    public void Write_ReferenceToNothing_NamesThePlace(string reference)
    {
        var bundle = Read(Full("urn:uuid:00000000-0000-0000-0000-000000000001", "Observation",
            $$"""{"resourceType":"Observation","status":"final","code":{"text":"x"},"performer":[{"reference":"{{reference}}"}]}"""));

        var issue = Assert.Single(Write(bundle, 0).Issues);

        Assert.Equal(("not-found", "Bundle.entry[0].resource.performer[0].reference"), (issue.Code, issue.Expression));
    }

    [Fact]
    public void Write_ResolvedConditionalReference_IsReplaced()
    {
        var bundle = Read(Full("urn:uuid:00000000-0000-0000-0000-000000000001", "Observation",
            """{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"Patient?identifier=1"}}"""));
        var map = ReferenceMap.Build(bundle, e => "o", new Dictionary<string, string> { ["Patient?identifier=1"] = "Patient/77" });

        var written = EntryWriter.Write(bundle.Entries[0], map, new VersionStamp("o", "1", Now));

        Assert.Equal(("Patient", "77"), ResourceReferences.Of(R4.Valid(Encoding.UTF8.GetString(written.Json)))
            .Select(r => (r.TargetType, r.TargetId)).Single());
    }

    [Fact]
    public void Write_SyntheaBundles_ResolvesEveryReferenceAndStaysValid()
    {
        var reader = new BundleReader(R4.Definitions);
        foreach (var path in ExternalData.SyntheaFiles())
        {
            var bundle = reader.Read(R4.Parser.Parse(ExternalData.Unzip(path)).Resource!).Bundle!;
            var known = bundle.Entries.Select(e => $"{e.Resource!.ResourceType}/n{e.Index}").ToHashSet(StringComparer.Ordinal);
            var map = ReferenceMap.Build(bundle, e => $"n{e.Index}", None);
            foreach (var entry in bundle.Entries)
            {
                var written = EntryWriter.Write(entry, map, new VersionStamp($"n{entry.Index}", "1", Now));
                Assert.Empty(written.Issues);
                var stored = R4.Parser.Parse(written.Json);
                Assert.True(stored.IsValid, R4.Describe(stored.Issues));
                Assert.All(ResourceReferences.Of(stored.Resource), r => Assert.Contains($"{r.TargetType}/{r.TargetId}", known));
                Assert.Equal(References(entry.Resource!), ResourceReferences.Of(stored.Resource).Count);
            }
        }
    }

    private static int References(FhirResource resource) =>
        Enumerable.Range(resource.Root, resource.Tape[resource.Root].End - resource.Root)
            .Count(node => ResourceReferences.IsLiteral(resource.Tape, node) && resource.Tape.Raw(node)[0] != '#');

    private static string Full(string fullUrl, string type, string resource) =>
        $$"""{"fullUrl":"{{fullUrl}}","resource":{{resource}},"request":{"method":"POST","url":"{{type}}"} }""";

    private static TransactionBundle Read(params string[] entries) => BundleReaderTests.Read("transaction", entries).Bundle!;

    private static EntryContent Write(TransactionBundle bundle, int index) => EntryWriter.Write(
        bundle.Entries[index], ReferenceMap.Build(bundle, e => $"n{e.Index}", None), new VersionStamp($"n{index}", "1", Now));
}
