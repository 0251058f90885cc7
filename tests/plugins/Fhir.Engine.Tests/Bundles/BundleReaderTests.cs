using System.Text;
using Fhir.Engine.Bundles;

namespace Fhir.Engine.Tests.Bundles;

public class BundleReaderTests
{
    private const string Patient = """{"resourceType":"Patient","id":"1","active":true}""";
    private static readonly BundleReader Reader = new(R4.Definitions);

    [Fact]
    public void Read_Transaction_GivesEntriesAndProcessingOrder()
    {
        var result = Read("transaction",
            Entry("GET", "Patient?name=x"), Entry("PUT", "Patient/1", Patient), Entry("POST", "Patient", Patient),
            Entry("DELETE", "Patient/2"), Entry("PUT", "/Patient?identifier=a|b", Patient, "\"ifMatch\":\"W/\\\"3\\\"\""));

        Assert.Empty(result.Issues);
        Assert.Equal([3, 2, 1, 4, 0], result.Bundle!.InProcessingOrder().Select(e => e.Index));
        Assert.Equal(("Patient", "1", null), (result.Bundle.Entries[1].ResourceType, result.Bundle.Entries[1].Id, result.Bundle.Entries[1].Query));
        Assert.Equal(("Patient", null, "identifier=a|b"), (result.Bundle.Entries[4].ResourceType, result.Bundle.Entries[4].Id, result.Bundle.Entries[4].Query));
        Assert.Equal("W/\"3\"", result.Bundle.Entries[4].IfMatch);
        Assert.Equal(Patient, Encoding.UTF8.GetString(result.Bundle.Entries[1].Resource!.Json.Span));
    }

    [Theory]
    [InlineData("POST", "Patient", null, "Bundle.entry[1].resource")]
    [InlineData("POST", "Observation", Patient, "Bundle.entry[1].resource")]
    [InlineData("POST", "Patient/1", Patient, "Bundle.entry[1].request.url")]
    [InlineData("POST", "Unicorn", Patient, "Bundle.entry[1].request.url")]
    [InlineData("PUT", "Patient", Patient, "Bundle.entry[1].request.url")]
    [InlineData("PUT", "Patient/2", Patient, "Bundle.entry[1].resource.id")]
    [InlineData("PUT", "Patient/1", null, "Bundle.entry[1].resource")]
    [InlineData("PUT", "Patient/a_b", Patient, "Bundle.entry[1].request.url")]
    [InlineData("DELETE", "Patient", null, "Bundle.entry[1].request.url")]
    public void Read_WrongEntry_RefusesTransactionAndOnlyTheEntryOfABatch(string method, string url, string? resource, string expression)
    {
        var good = Entry("GET", "Patient/9");

        var transaction = Read("transaction", good, Entry(method, url, resource));
        var batch = Read("batch", good, Entry(method, url, resource));

        Assert.Null(transaction.Bundle);
        Assert.Equal(expression, Assert.Single(transaction.Issues).Expression);
        Assert.Null(batch.Bundle!.Entries[0].Issue);
        Assert.Equal(expression, batch.Bundle.Entries[1].Issue!.Expression);
    }

    [Fact]
    public void Read_SameIdentityTwice_IsRefused()
    {
        var result = Read("transaction", Entry("PUT", "Patient/1", Patient), Entry("DELETE", "Patient/1"));

        var issue = Assert.Single(result.Issues);
        Assert.Equal(("duplicate", "Bundle.entry[1].request.url"), (issue.Code, issue.Expression));
    }

    [Theory]
    [InlineData("collection")]
    [InlineData("searchset")]
    public void Read_OtherBundle_IsRefused(string type)
    {
        var result = Reader.Read(R4.Parse($$"""{"resourceType":"Bundle","type":"{{type}}"}""").Resource!);

        Assert.Null(result.Bundle);
        Assert.NotEmpty(result.Issues);
    }

    [Fact]
    public void Read_ConditionalReferences_AreListedOnce()
    {
        const string observation = """{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"Patient?identifier=urn:x|1"}}""";

        var result = Read("transaction", Entry("POST", "Observation", observation), Entry("POST", "Observation", observation));

        var reference = Assert.Single(result.Bundle!.ConditionalReferences);
        Assert.Equal(("Patient", "identifier=urn:x|1", "Bundle.entry[0].resource.subject.reference"),
            (reference.ResourceType, reference.Query, reference.Expression));
    }

    internal static string Entry(string method, string url, string? resource = null, string? more = null) =>
        "{" + (resource is null ? "" : $"\"resource\":{resource},")
        + $"\"request\":{{\"method\":\"{method}\",\"url\":\"{url}\"{(more is null ? "" : "," + more)}}}}}";

    internal static BundleResult Read(string type, params string[] entries)
    {
        var parsed = R4.Parse($$"""{"resourceType":"Bundle","type":"{{type}}","entry":[{{string.Join(',', entries)}}]}""");
        return Reader.Read(parsed.Resource!);
    }
}
