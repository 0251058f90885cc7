using System.Net;

namespace Fhir.Tests.Resources;

public sealed class LifeCycleTests(FhirPlatform fhir)
{
    [Fact]
    public async Task Create_ValidPatient_AnswersLocationETagAndResource()
    {
        var answer = await fhir.Api.PostAsync("Patient", Samples.Patient("Create"));

        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        var id = (string)answer.Json["id"]!;
        Assert.Equal("W/\"1\"", answer.ETag);
        Assert.EndsWith($"/fhir/Patient/{id}/_history/1", answer.Location!.ToString(), StringComparison.Ordinal);
        Assert.NotNull(answer.LastModified);
        Assert.Equal("1", (string?)answer.Json["meta"]!["versionId"]);
        Assert.Equal("Create", (string?)answer.Json["name"]![0]!["family"]);
    }

    [Fact]
    public async Task Read_AfterCreate_GivesTheSameBytes()
    {
        var created = await fhir.Api.PostAsync("Patient", Samples.Patient("Bytes"));
        var read = await fhir.Api.GetAsync($"Patient/{created.Json["id"]}");

        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Equal(created.Text, read.Text);
        Assert.Equal(created.ETag, read.ETag);
        Assert.Equal("application/fhir+json; charset=utf-8", read.ContentType);
    }

    [Fact]
    public async Task Observation_DecimalWithTrailingZero_KeepsIt()
    {
        var patient = await fhir.Api.CreateAsync(Samples.Patient("Decimal"));
        var id = await fhir.Api.CreateAsync(Samples.Observation($"Patient/{patient}", value: 72.5));

        Assert.Contains("72.50", (await fhir.Api.GetAsync($"Observation/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WithCurrentETag_AnswersNotModified()
    {
        var id = await fhir.Api.CreateAsync(Samples.Patient("Cached"));
        var answer = await fhir.Api.GetAsync($"Patient/{id}", ("If-None-Match", "W/\"1\""));

        Assert.Equal(HttpStatusCode.NotModified, answer.Status);
        Assert.Empty(answer.Text);
    }

    [Fact]
    public async Task Update_WithMatchingETag_MakesVersionTwo()
    {
        var id = await fhir.Api.CreateAsync(Samples.Patient("Before"));
        var answer = await fhir.Api.PutAsync($"Patient/{id}", Samples.Patient("After", id: id), ("If-Match", "W/\"1\""));

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal("W/\"2\"", answer.ETag);
        Assert.Equal("2", (string?)answer.Json["meta"]!["versionId"]);
        Assert.Contains("Before", (await fhir.Api.GetAsync($"Patient/{id}/_history/1")).Text, StringComparison.Ordinal);
        Assert.Contains("After", (await fhir.Api.GetAsync($"Patient/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_WithOldETag_IsRefusedAndChangesNothing()
    {
        var id = await fhir.Api.CreateAsync(Samples.Patient("One"));
        await fhir.Api.PutAsync($"Patient/{id}", Samples.Patient("Two", id: id));
        var answer = await fhir.Api.PutAsync($"Patient/{id}", Samples.Patient("Three", id: id), ("If-Match", "W/\"1\""));

        Assert.Equal("conflict", (string?)answer.Issue(HttpStatusCode.PreconditionFailed)["code"]);
        Assert.Contains("Two", (await fhir.Api.GetAsync($"Patient/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_OfNothing_CreatesUnderTheClientsId()
    {
        var answer = await fhir.Api.PutAsync("Patient/chosen-1", Samples.Patient("Chosen", id: "chosen-1"));

        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        Assert.Equal("chosen-1", (string?)(await fhir.Api.GetAsync("Patient/chosen-1")).Json["id"]);
    }

    [Fact]
    public async Task Update_WithAnotherIdInTheBody_IsRefused()
    {
        var answer = await fhir.Api.PutAsync("Patient/chosen-2", Samples.Patient(id: "chosen-3"));

        Assert.Equal("Patient.id", (string?)answer.Issue(HttpStatusCode.BadRequest)["expression"]![0]);
    }

    [Fact]
    public async Task Delete_ThenRead_IsGoneAndHistoryStays()
    {
        var id = await fhir.Api.CreateAsync(Samples.Patient("Deleted"));

        Assert.Equal(HttpStatusCode.NoContent, (await fhir.Api.DeleteAsync($"Patient/{id}")).Status);
        Assert.Equal("deleted", (string?)(await fhir.Api.GetAsync($"Patient/{id}")).Issue(HttpStatusCode.Gone)["code"]);
        Assert.Equal(HttpStatusCode.OK, (await fhir.Api.GetAsync($"Patient/{id}/_history/1")).Status);
        var history = await fhir.Api.GetAsync($"Patient/{id}/_history");
        Assert.Equal(2, history.Json["entry"]!.AsArray().Count);
        Assert.Equal("DELETE", (string?)history.Json["entry"]![0]!["request"]!["method"]);
    }

    [Fact]
    public async Task Delete_Twice_AnswersTheSame()
    {
        var id = await fhir.Api.CreateAsync(Samples.Patient("Twice"));
        await fhir.Api.DeleteAsync($"Patient/{id}");

        Assert.Equal(HttpStatusCode.NoContent, (await fhir.Api.DeleteAsync($"Patient/{id}")).Status);
        Assert.Equal(2, (await fhir.Api.GetAsync($"Patient/{id}/_history")).Json["entry"]!.AsArray().Count);
    }

    [Fact]
    public async Task Update_AfterDelete_BringsItBack()
    {
        var id = await fhir.Api.CreateAsync(Samples.Patient("Back"));
        await fhir.Api.DeleteAsync($"Patient/{id}");
        var answer = await fhir.Api.PutAsync($"Patient/{id}", Samples.Patient("Back", id: id));

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal("W/\"3\"", answer.ETag);
    }

    [Theory]
    [InlineData("return=minimal", "")]
    [InlineData("return=OperationOutcome", "OperationOutcome")]
    [InlineData("return=representation", "Patient")]
    public async Task Create_WithPreference_AnswersWhatIsPreferred(string prefer, string type)
    {
        var answer = await fhir.Api.PostAsync("Patient", Samples.Patient("Prefer"), ("Prefer", prefer));

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal(type, answer.Text.Length == 0 ? "" : (string?)answer.Json["resourceType"]);
    }

    [Fact]
    public async Task Update_ByTwentyWritersAtOnce_LosesNoVersion()
    {
        var id = await fhir.Api.CreateAsync(Samples.Patient("Writers"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            fhir.Api.PutAsync($"Patient/{id}", Samples.Patient($"Writer{n}", id: id))));

        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.OK, a.Text));
        Assert.Equal(Enumerable.Range(2, 20), answers.Select(a => int.Parse((string)a.Json["meta"]!["versionId"]!)).Order());
        Assert.Equal(20L, await fhir.Platform.ScalarAsync<long>($"SELECT count(*) FROM fhir.resource_history WHERE id = '{id}'"));
    }

    [Fact]
    public async Task Update_ByTwentyWritersWithOneETag_LetsOneThrough()
    {
        var id = await fhir.Api.CreateAsync(Samples.Patient("Guarded"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            fhir.Api.PutAsync($"Patient/{id}", Samples.Patient($"Guarded{n}", id: id), ("If-Match", "W/\"1\""))));

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(a => a.Status == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Create_ByTwentyWritersUnderOneNewId_MakesOneResource()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            fhir.Api.PutAsync("Patient/race-1", Samples.Patient($"Race{n}", id: "race-1"))));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(a => a.Status == HttpStatusCode.OK));
    }
}
