using System.Net;
using System.Text.Json.Nodes;

namespace Fhir.Tests.Transactions;

public sealed class TransactionTests(FhirPlatform fhir)
{
    [Fact]
    public async Task Transaction_WithUrnReferences_StoresAndRewritesThem()
    {
        var answer = await fhir.Api.PostAsync("", Samples.Transaction(3));

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal("transaction-response", (string?)answer.Json["type"]);
        var entries = answer.Json["entry"]!.AsArray();
        Assert.Equal(4, entries.Count);
        Assert.All(entries, e => Assert.Equal("201 Created", (string?)e!["response"]!["status"]));
        var patient = Location(entries[0]!);
        var observation = await fhir.Api.GetAsync(Location(entries[2]!));
        Assert.Equal(patient, (string?)observation.Json["subject"]!["reference"]);
        Assert.Equal(2.00, (double)observation.Json["valueQuantity"]!["value"]!);
    }

    [Fact]
    public async Task Transaction_InvalidTwoHundredthEntry_NamesItAndStoresNothing()
    {
        var before = await Counts();
        var answer = await fhir.Api.PostAsync("", Samples.Transaction(250, invalid: 199));

        var issue = answer.Issue(HttpStatusCode.BadRequest);
        Assert.StartsWith("Bundle.entry[199].resource", (string?)issue["expression"]![0], StringComparison.Ordinal);
        Assert.Equal(before, await Counts());
    }

    [Fact]
    public async Task Transaction_DanglingReference_NamesTheEntryAndStoresNothing()
    {
        var before = await Counts();
        var bundle = Samples.Bundle("transaction",
            Samples.Entry(0, Samples.Patient("Dangling"), "Patient"),
            Samples.Entry(1, Samples.Observation(Samples.Urn(0)), "Observation"),
            Samples.Entry(2, Samples.Observation("Patient/nobody"), "Observation"));

        var issue = (await fhir.Api.PostAsync("", bundle)).Issue(HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith("Bundle.entry[2].resource.subject", (string?)issue["expression"]![0], StringComparison.Ordinal);
        Assert.Equal(before, await Counts());
    }

    [Fact]
    public async Task Transaction_UrnOfNothing_IsRefused()
    {
        var before = await Counts();
        var bundle = Samples.Transaction(1).Replace("\"reference\":\"urn:uuid:00000000", "\"reference\":\"urn:uuid:11111111", StringComparison.Ordinal);

        var issue = (await fhir.Api.PostAsync("", bundle)).Issue(HttpStatusCode.BadRequest);
        Assert.StartsWith("Bundle.entry[1].resource.subject", (string?)issue["expression"]![0], StringComparison.Ordinal);
        Assert.Equal(before, await Counts());
    }

    [Fact]
    public async Task Batch_OneBadEntry_StoresTheOthers()
    {
        var bundle = Samples.Bundle("batch",
            Samples.Entry(1, Samples.Patient("BatchA"), "Patient"),
            Samples.Entry(2, """{"resourceType":"Patient","nom":"x"}""", "Patient"),
            Samples.Request("GET", "Patient/no-such"),
            Samples.Entry(3, Samples.Patient("BatchB", id: "batch-b"), "Patient/batch-b", "PUT"));
        var answer = await fhir.Api.PostAsync("", bundle);

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        var statuses = answer.Json["entry"]!.AsArray().Select(e => ((string)e!["response"]!["status"]!)[..3]);
        Assert.Equal(["201", "400", "404", "201"], statuses);
        Assert.Equal("OperationOutcome", (string?)answer.Json["entry"]![1]!["response"]!["outcome"]!["resourceType"]);
    }

    [Fact]
    public async Task Transaction_DeleteAndPutWithETag_AreAllOrNothing()
    {
        var kept = await fhir.Api.CreateAsync(Samples.Patient("Kept"));
        var bundle = Samples.Bundle("transaction",
            Samples.Request("DELETE", $"Patient/{kept}"),
            Samples.Entry(1, Samples.Patient("Stale", id: "stale-1"), "Patient/stale-1", "PUT", ",\"ifMatch\":\"W/\\\"7\\\"\""));

        (await fhir.Api.PostAsync("", bundle)).Issue(HttpStatusCode.PreconditionFailed);
        Assert.Equal(HttpStatusCode.OK, (await fhir.Api.GetAsync($"Patient/{kept}")).Status);
    }

    [Fact]
    public async Task Transaction_OfSixResources_PublishesSixEventsAndOneAuditRow()
    {
        var (events, rows) = await WrittenAsync();
        var answer = await fhir.Api.PostAsync("", Samples.Transaction(5));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal((events + 6, rows + 1), await WrittenAsync());
    }

    private async Task<(long Events, long Rows)> WrittenAsync() => (
        await fhir.Platform.ScalarAsync<long>("SELECT (SELECT count(*) FROM platform.outbox) + (SELECT count(*) FROM platform.event)"),
        await fhir.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.audit_event WHERE operation = 'POST /fhir/'"));

    private static string Location(JsonNode entry) => ((string)entry["response"]!["location"]!).Split("/_history")[0];

    private async Task<(long, long)> Counts() => (
        await fhir.Platform.ScalarAsync<long>("SELECT count(*) FROM fhir.resource WHERE type = 'Observation'"),
        await fhir.Platform.ScalarAsync<long>("SELECT count(*) FROM fhir.token_index"));
}
