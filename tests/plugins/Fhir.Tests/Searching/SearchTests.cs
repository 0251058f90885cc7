using System.Net;
using System.Text;

namespace Fhir.Tests.Searching;

/// <summary>Each test searches among patients of its own family name.</summary>
public sealed class SearchTests(FhirPlatform fhir)
{
    [Theory]
    [InlineData("family=Seekable", 3)]
    [InlineData("family=seek", 3)]
    [InlineData("family:exact=Seekable", 3)]
    [InlineData("family:exact=seekable", 0)]
    [InlineData("family:contains=EEKAB", 3)]
    [InlineData("name=Séekable&given=One", 1)]
    [InlineData("given=One,Two&family=Seekable", 2)]
    [InlineData("identifier=urn:example:mrn|SYN-Seekable-One", 1)]
    [InlineData("identifier=SYN-Seekable-One", 1)]
    [InlineData("identifier=urn:other|SYN-Seekable-One", 0)]
    [InlineData("family=Seekable&gender=female", 3)]
    [InlineData("family=Seekable&gender:not=female", 0)]
    [InlineData("family=Seekable&birthdate=1959", 1)]
    [InlineData("family=Seekable&birthdate=1959-05-03", 1)]
    [InlineData("family=Seekable&birthdate=gt1959-05-03", 2)]
    [InlineData("family=Seekable&birthdate=ge1959-05-03", 3)]
    [InlineData("family=Seekable&birthdate=lt1970", 1)]
    [InlineData("family=Seekable&birthdate=le1970", 2)]
    [InlineData("family=Seekable&birthdate=ne1959", 2)]
    [InlineData("family=Seekable&birthdate=sa1970", 1)]
    [InlineData("family=Seekable&birthdate=eb1970", 1)]
    [InlineData("family=Seekable&death-date:missing=true", 3)]
    [InlineData("family=Seekable&death-date:missing=false", 0)]
    [InlineData("family=Seekable&_lastUpdated=gt2000", 3)]
    [InlineData("family=Seekable&_lastUpdated=lt2000", 0)]
    public async Task Search_OfPatients_FindsWhatMatches(string query, int count)
    {
        await SeedAsync();
        var answer = await fhir.Api.GetAsync($"Patient?{query}");

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal(count, (int)answer.Json["total"]!);
        Assert.Equal(count, Ids(answer).Count);
    }

    [Fact]
    public async Task Search_OfObservations_ByReferenceCodeDateAndValue_FindsWhatMatches()
    {
        var patient = await fhir.Api.CreateAsync(Samples.Patient("Measured"));
        var pulse = await fhir.Api.CreateAsync(Samples.Observation($"Patient/{patient}", "8867-4", 72.5));
        var later = await fhir.Api.CreateAsync(Samples.Observation($"Patient/{patient}", "8867-4", 100, date: "2026-03-01T10:00:00Z"));

        Assert.Equal([pulse, later], await FindAsync($"Observation?subject=Patient/{patient}"));
        Assert.Equal([pulse, later], await FindAsync($"Observation?patient={patient}&code=http://loinc.org|8867-4"));
        Assert.Equal([pulse, later], await FindAsync($"Observation?subject={patient}"));
        Assert.Equal([later], await FindAsync($"Observation?patient={patient}&date=ge2026-02"));
        Assert.Equal([pulse], await FindAsync($"Observation?patient={patient}&date=2026-01-02"));
        Assert.Equal([later, pulse], await FindAsync($"Observation?patient={patient}&_sort=-date"));
        Assert.Equal([pulse, later], await FindAsync($"Observation?patient={patient}&_sort=date"));
        Assert.Equal([later], await FindAsync($"Observation?patient={patient}&value-quantity=100"));
        Assert.Equal([later], await FindAsync($"Observation?patient={patient}&value-quantity=gt72.5||/min"));
        Assert.Equal([pulse], await FindAsync($"Observation?patient={patient}&value-quantity=le72.5"));
        Assert.Empty(await FindAsync($"Observation?patient={patient}&value-quantity=100||mg"));
        Assert.Equal([later], await FindAsync($"Observation?_id={later}"));
        Assert.Empty(await FindAsync($"Observation?patient={patient}&code=1234-5"));
    }

    [Fact]
    public async Task Search_WithInclude_BringsTheTarget()
    {
        var patient = await fhir.Api.CreateAsync(Samples.Patient("Included"));
        await fhir.Api.CreateAsync(Samples.Observation($"Patient/{patient}"));

        var forward = await fhir.Api.GetAsync($"Observation?patient={patient}&_include=Observation:patient");
        Assert.Equal(["match", "include"], Modes(forward));
        var back = await fhir.Api.GetAsync($"Patient?_id={patient}&_revinclude=Observation:subject");
        Assert.Equal(["match", "include"], Modes(back));
        Assert.Equal(1, (int)back.Json["total"]!);
    }

    [Fact]
    public async Task Search_AfterUpdate_FindsTheNewAndNotTheOld()
    {
        var id = await fhir.Api.CreateAsync(Samples.Patient("Oldname"));
        await fhir.Api.PutAsync($"Patient/{id}", Samples.Patient("Newname", id: id));

        Assert.Empty(await FindAsync("Patient?family=Oldname"));
        Assert.Equal([id], await FindAsync("Patient?family=Newname"));
        await fhir.Api.DeleteAsync($"Patient/{id}");
        Assert.Empty(await FindAsync("Patient?family=Newname"));
    }

    [Fact]
    public async Task Search_ByPost_IsTheSameSearch()
    {
        await SeedAsync();
        using var form = new StringContent("family=Seekable&given=Two", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await fhir.Api.Http.PostAsync("/fhir/Patient/_search", form);
        var answer = new FhirAnswer(response, await response.Content.ReadAsStringAsync());

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Single(Ids(answer));
    }

    [Theory]
    [InlineData("Patient?colour=red")]
    [InlineData("Patient?birthdate=yesterday")]
    [InlineData("Patient?phonetic=x")]
    [InlineData("Patient?_count=many")]
    [InlineData("Patient?_cursor=!!!")]
    [InlineData("Patient?_cursor=WzFd&_sort=family")]
    [InlineData("Patient?organization.name=x")]
    public async Task Search_ThatCannotBeUnderstood_IsRefused(string query)
    {
        (await fhir.Api.GetAsync(query)).Issue(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Search_UnknownParameterHandledLeniently_IsPassedOverWithAWarning()
    {
        await SeedAsync();
        var answer = await fhir.Api.GetAsync("Patient?family=Seekable&colour=red", ("Prefer", "handling=lenient"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["match", "match", "match", "outcome"], Modes(answer));
        Assert.DoesNotContain("colour", (string?)answer.Json["link"]![0]!["url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_FromAnotherTenant_FindsNothing()
    {
        await SeedAsync();

        Assert.Empty(Ids(await fhir.Other.GetAsync("Patient?family=Seekable")));
        Assert.Equal(0, (int)(await fhir.Other.GetAsync("Patient?_summary=count")).Json["total"]!);
    }

    [Fact]
    public async Task Search_Elements_GivesThoseAlone()
    {
        await SeedAsync();
        var answer = await fhir.Api.GetAsync("Patient?family=Seekable&_elements=birthDate&_count=1");

        var resource = answer.Json["entry"]![0]!["resource"]!;
        Assert.NotNull(resource["birthDate"]);
        Assert.Null(resource["name"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&_sort=-date")]
    [InlineData("&_sort=value-quantity,-date")]
    [InlineData("&_sort=-_lastUpdated")]
    [InlineData("&_sort=_id")]
    public async Task Search_FollowingNext_GivesEveryMatchOnce(string sort)
    {
        var response = await fhir.Api.PostAsync("", Samples.Transaction(23, family: "Paged"));
        var patient = ((string)response.Json["entry"]![0]!["response"]!["location"]!).Split('/')[1];
        var seen = new List<string>();
        var url = $"Observation?patient={patient}&_count=4{sort}";
        while (url is not null)
        {
            var page = await fhir.Api.GetAsync(url);
            Assert.True(page.Status == HttpStatusCode.OK, page.Text);
            seen.AddRange(Ids(page));
            url = (string?)page.Json["link"]!.AsArray().FirstOrDefault(l => (string?)l!["relation"] == "next")?["url"];
        }

        Assert.Equal(23, seen.Count);
        Assert.Equal(23, seen.Distinct().Count());
    }

    [Fact]
    public async Task Create_IfNoneExist_ByTenAtOnce_MakesOne()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => fhir.Api.PostAsync(
            "Patient", Samples.Patient("Conditional"), ("If-None-Exist", "identifier=urn:example:mrn|SYN-Conditional-Juniper"))));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Equal(9, answers.Count(a => a.Status == HttpStatusCode.OK));
        Assert.Single(answers.Select(a => (string)a.Json["id"]!).Distinct());
    }

    [Fact]
    public async Task Transaction_ConditionalReference_FindsItsTarget()
    {
        var patient = await fhir.Api.CreateAsync(Samples.Patient("Meant"));
        var bundle = Samples.Bundle("transaction", Samples.Entry(1, Samples.Observation("Patient?identifier=SYN-Meant-Juniper"), "Observation"));
        var answer = await fhir.Api.PostAsync("", bundle);

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Single(await FindAsync($"Observation?patient={patient}"));
        var nobody = Samples.Bundle("transaction", Samples.Entry(1, Samples.Observation("Patient?identifier=SYN-Nobody"), "Observation"));
        (await fhir.Api.PostAsync("", nobody)).Issue(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Metadata_NamesWhatIsServed()
    {
        using var anonymous = fhir.Platform.Anonymous();
        var answer = await new FhirClient(anonymous).GetAsync("metadata");

        Assert.Equal("CapabilityStatement", (string?)answer.Json["resourceType"]);
        var patient = answer.Json["rest"]![0]!["resource"]!.AsArray().Single(r => (string?)r!["type"] == "Patient")!;
        var codes = patient["searchParam"]!.AsArray().Select(p => (string)p!["name"]!).ToList();
        Assert.Contains("birthdate", codes);
        Assert.DoesNotContain("phonetic", codes);
    }

    private static List<string> Ids(FhirAnswer answer) =>
        [.. (answer.Json["entry"]?.AsArray() ?? []).Select(e => (string)e!["resource"]!["id"]!)];

    private static List<string> Modes(FhirAnswer answer) => [.. answer.Json["entry"]!.AsArray().Select(e => (string)e!["search"]!["mode"]!)];

    private async Task<List<string>> FindAsync(string query)
    {
        var answer = await fhir.Api.GetAsync(query);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return Ids(answer);
    }

    private async Task SeedAsync()
    {
        foreach (var (given, born) in new[] { ("One", "1959-05-03"), ("Two", "1970-01-01"), ("Three", "1984-12-31") })
        {
            var answer = await fhir.Api.PutAsync($"Patient/seek-{given}", Samples.Patient("Seekable", given, $"seek-{given}", born));
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.Text);
        }
    }
}
