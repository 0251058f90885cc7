using System.Net;
using System.Text;

namespace Fhir.Tests.Resources;

public sealed class RefusalTests(FhirPlatform fhir)
{
    [Fact]
    public async Task Create_MalformedJson_NamesThePlaceAndStoresNothing()
    {
        var before = await fhir.Platform.ScalarAsync<long>("SELECT count(*) FROM fhir.resource WHERE type = 'Basic'");
        var answer = await fhir.Api.PostAsync("Basic", """{"resourceType":"Basic","code":""");

        Assert.Equal("structure", (string?)answer.Issue(HttpStatusCode.BadRequest)["code"]);
        Assert.Equal(before, await fhir.Platform.ScalarAsync<long>("SELECT count(*) FROM fhir.resource WHERE type = 'Basic'"));
    }

    [Fact]
    public async Task Create_UnknownProperty_NamesThePath()
    {
        var answer = await fhir.Api.PostAsync("Patient", """{"resourceType":"Patient","name":[{"familie":"X"}]}""");

        Assert.Contains("Patient.name[0]", (string?)answer.Issue(HttpStatusCode.BadRequest)["expression"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_DanglingReference_NamesElementAndTarget()
    {
        var answer = await fhir.Api.PostAsync("Observation", Samples.Observation("Patient/nobody-here"));

        var issue = answer.Issue(HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith("Observation.subject", (string?)issue["expression"]![0], StringComparison.Ordinal);
        Assert.Contains("Patient/nobody-here", (string?)issue["diagnostics"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_OfReferencedPatient_IsRefusedUntilTheReferrerIsGone()
    {
        var patient = await fhir.Api.CreateAsync(Samples.Patient("Referred"));
        var observation = await fhir.Api.CreateAsync(Samples.Observation($"Patient/{patient}"));

        var issue = (await fhir.Api.DeleteAsync($"Patient/{patient}")).Issue(HttpStatusCode.Conflict);
        Assert.Contains($"Observation/{observation}", (string?)issue["diagnostics"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await fhir.Api.GetAsync($"Patient/{patient}")).Status);

        await fhir.Api.DeleteAsync($"Observation/{observation}");
        Assert.Equal(HttpStatusCode.NoContent, (await fhir.Api.DeleteAsync($"Patient/{patient}")).Status);
    }

    [Fact]
    public async Task Create_TypeThatIsNotTheAddresss_IsRefused()
    {
        var answer = await fhir.Api.PostAsync("Observation", Samples.Patient());

        answer.Issue(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("Patiant/1")]
    [InlineData("Patient/1/2/3/4")]
    [InlineData("Patient/no-such-id")]
    [InlineData("Patient/no-such-id/_history/1")]
    [InlineData("Patient/no-such-id/_history/99999999999999")]
    public async Task Read_OfNothing_AnswersNotFound(string path)
    {
        Assert.NotNull((await fhir.Api.GetAsync(path)).Issue(HttpStatusCode.NotFound)["diagnostics"]);
    }

    [Fact]
    public async Task Patch_IsNoInteraction_AnswersOutcome()
    {
        (await fhir.Api.SendAsync(HttpMethod.Patch, "Patient/1", "[]")).Issue(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Create_Xml_IsRefusedWithWhatIsSupported()
    {
        using var body = new StringContent("<Patient xmlns=\"http://hl7.org/fhir\"/>", Encoding.UTF8, "application/fhir+xml");
        using var response = await fhir.Api.Http.PostAsync("/fhir/Patient", body);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("application/json", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_AcceptingOnlyXml_IsRefused()
    {
        var id = await fhir.Api.CreateAsync(Samples.Patient("Xml"));
        (await fhir.Api.GetAsync($"Patient/{id}", ("Accept", "application/fhir+xml"))).Issue(HttpStatusCode.NotAcceptable);
    }

    [Fact]
    public async Task Create_BodyOfSixtyMegabytes_IsRefusedAndStoresNothing()
    {
        var before = await fhir.Platform.ScalarAsync<long>("SELECT count(*) FROM fhir.resource WHERE type = 'Binary'");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/fhir/Binary")
        {
            Content = new ByteArrayContent(new byte[60 * 1024 * 1024]) { Headers = { { "Content-Type", "application/fhir+json" } } },
        };
        request.Headers.ExpectContinue = true;
        using var response = await fhir.Api.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("OperationOutcome", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await fhir.Platform.ScalarAsync<long>("SELECT count(*) FROM fhir.resource WHERE type = 'Binary'"));
    }

    [Fact]
    public async Task Read_WithoutToken_AnswersOutcome()
    {
        using var anonymous = fhir.Platform.Anonymous();
        (await new FhirClient(anonymous).GetAsync("Patient/1")).Issue(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Read_ScopeWithoutTheType_IsForbidden()
    {
        using var narrow = await fhir.Platform.ApiAsync("system/Observation.cruds");
        var id = await fhir.Api.CreateAsync(Samples.Patient("Scoped"));
        Assert.Equal("forbidden", (string?)(await new FhirClient(narrow).GetAsync($"Patient/{id}")).Issue(HttpStatusCode.Forbidden)["code"]);
    }

    [Fact]
    public async Task Read_FromAnotherTenant_SeesNothing()
    {
        var id = await fhir.Api.CreateAsync(Samples.Patient("Tenant"));

        (await fhir.Other.GetAsync($"Patient/{id}")).Issue(HttpStatusCode.NotFound);
        (await fhir.Other.GetAsync($"Patient/{id}/_history/1")).Issue(HttpStatusCode.NotFound);
        (await fhir.Other.GetAsync($"Patient/{id}/_history")).Issue(HttpStatusCode.NotFound);
        (await fhir.Other.PostAsync("Observation", Samples.Observation($"Patient/{id}"))).Issue(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(HttpStatusCode.NoContent, (await fhir.Other.DeleteAsync($"Patient/{id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await fhir.Api.GetAsync($"Patient/{id}")).Status);
    }
}
