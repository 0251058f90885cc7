using System.Net;
using System.Text.Json;

namespace Sdk.Tests.Scopes;

/// <summary>What a scope is narrowed to is all there is for its token: in reads, lists, totals, links, history and writes.</summary>
[Collection(ScopeCollection.Name)]
public sealed class NarrowedScopeTests(ScopeRecord record)
{
    private const string Labs = $"system/Observation.rs?category={ScopeRecord.Lab}";

    private string Somebody => record.Access.Somebody;

    [Fact]
    public async Task Read_OutsideTheFilter_FindsNothing()
    {
        using var labs = await record.App.ItselfAsync(Labs);

        foreach (var path in new[] { "", "/_history", "/_history/1" })
        {
            Assert.Equal(404, await labs.StatusAsync($"/fhir/Observation/{record.Vital}{path}"));
            Assert.Equal(200, await labs.StatusAsync($"/fhir/Observation/{record.Result}{path}"));
        }

        Assert.Equal(403, await labs.StatusAsync($"/fhir/Patient/{Somebody}"));
        Assert.Equal(403, await labs.StatusAsync("/fhir/Condition"));
    }

    [Fact]
    public async Task Search_OutsideTheFilter_IsNeitherListedNorCounted()
    {
        using var labs = await record.App.ItselfAsync(Labs);
        var subject = $"/fhir/Observation?subject=Patient/{Somebody}";

        Assert.Equal([record.Result], await labs.IdsAsync(subject));
        Assert.Equal(1, await labs.TotalAsync($"{subject}&_total=accurate&_count=1"));
        Assert.Equal(1, await labs.TotalAsync($"{subject}&_summary=count"));
        Assert.Equal(0, await labs.TotalAsync($"/fhir/Observation?_id={record.Vital}&_summary=count"));
        Assert.Equal(0, await labs.TotalAsync("/fhir/Observation?code=vital-signs-1&_summary=count"));
        Assert.Equal(0, await labs.TotalAsync("/fhir/Observation?category:not=laboratory&_summary=count"));
        Assert.Equal(Sorted(record.OwnResult, record.Result), Sorted([.. await PagesAsync(labs, "/fhir/Observation?_count=1")]));
    }

    [Fact]
    public async Task Links_ToWhatIsOutside_AreNotFollowed()
    {
        using var labs = await record.App.ItselfAsync($"{Labs} system/Patient.rs");
        var found = await labs.IdsAsync($"/fhir/Patient?_id={Somebody}&_revinclude=Observation:subject");
        Assert.Contains(record.Result, found);
        Assert.DoesNotContain(record.Vital, found);

        using var inpatient = await record.App.ItselfAsync("system/Observation.rs system/Encounter.rs?class=IMP");
        using var ambulant = await record.App.ItselfAsync("system/Observation.rs system/Encounter.rs?class=AMB");
        Assert.DoesNotContain("/fhir/Encounter/", (await inpatient.BundleAsync("/fhir/Observation?_include=Observation:encounter")).ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await inpatient.TotalAsync("/fhir/Encounter?_summary=count"));
        Assert.Equal(1, await ambulant.TotalAsync("/fhir/Encounter?_summary=count"));
        Assert.Contains("/fhir/Encounter/", (await ambulant.BundleAsync("/fhir/Observation?_include=Observation:encounter")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_ShowsTheVersionsWithin_OfWhatIsWithinNow()
    {
        var into = await record.AddAsync(ScopeRecord.Observation("vital-signs", Somebody));
        await record.ChangeAsync(into, ScopeRecord.Observation("laboratory", Somebody, into));
        await record.ChangeAsync(into, ScopeRecord.Observation("laboratory", Somebody, into, ",\"issued\":\"2026-02-03T09:00:00Z\""));
        var outOf = await record.AddAsync(ScopeRecord.Observation("laboratory", Somebody));
        await record.ChangeAsync(outOf, ScopeRecord.Observation("vital-signs", Somebody, outOf));
        try
        {
            using var labs = await record.App.ItselfAsync(Labs);

            Assert.Equal("404 200 200", $"{await Version(into, 1)} {await Version(into, 2)} {await Version(into, 3)}");
            Assert.Equal(2, (await labs.BundleAsync($"/fhir/Observation/{into}/_history")).GetProperty("entry").GetArrayLength());
            var page = await labs.BundleAsync($"/fhir/Observation/{into}/_history?_count=2");
            Assert.DoesNotContain("\"next\"", page.ToString(), StringComparison.Ordinal);
            Assert.Equal("404 404", $"{await Version(outOf, 1)} {await Version(outOf, 2)}");
            Assert.Equal(404, await labs.StatusAsync($"/fhir/Observation/{outOf}/_history"));

            Task<int> Version(string id, int version) => labs.StatusAsync($"/fhir/Observation/{id}/_history/{version}");
        }
        finally
        {
            await RemoveAsync(into, outOf);
        }
    }

    [Fact]
    public async Task Write_OutsideTheFilter_IsRefusedBeforeAndAfter()
    {
        using var labs = await record.App.ItselfAsync($"system/Observation.cruds?category={ScopeRecord.Lab}");
        var before = await record.StateAsync();
        var vital = ScopeRecord.Observation("vital-signs", Somebody);
        var result = ScopeRecord.Observation("laboratory", Somebody);

        (HttpMethod Method, string Path, string? Json)[] refused =
        [
            (HttpMethod.Post, "/fhir/Observation", vital),
            (HttpMethod.Put, "/fhir/Observation/made-up", ScopeRecord.Observation("vital-signs", Somebody, "made-up")),
            (HttpMethod.Put, $"/fhir/Observation/{record.Result}", ScopeRecord.Observation("vital-signs", Somebody, record.Result)),
            (HttpMethod.Put, $"/fhir/Observation/{record.Vital}", ScopeRecord.Observation("laboratory", Somebody, record.Vital)),
            (HttpMethod.Delete, $"/fhir/Observation/{record.Vital}", null),
            (HttpMethod.Post, "/fhir", Bundle("transaction", ("POST", "Observation", result), ("POST", "Observation", vital))),
            (HttpMethod.Post, "/fhir", Bundle("transaction", ("POST", "Observation", result), ("DELETE", $"Observation/{record.Vital}", null))),
        ];
        foreach (var (method, path, json) in refused)
        {
            var (status, text) = await labs.WriteAsync(method, path, json);
            Assert.True(status == 403, $"{method} {path}: {status} {text}");
        }

        Assert.Equal(before, await record.StateAsync());
        var batch = await labs.WriteAsync(HttpMethod.Post, "/fhir", Bundle("batch", ("POST", "Observation", vital), ("GET", $"Observation/{record.Vital}", null), ("GET", $"Observation/{record.Result}", null)));
        Assert.Equal(["403", "404", "200"], JsonSerializer.Deserialize<JsonElement>(batch.Text).GetProperty("entry").EnumerateArray()
            .Select(e => e.GetProperty("response").GetProperty("status").GetString()![..3]));
        Assert.Equal(before, await record.StateAsync());
    }

    [Fact]
    public async Task Write_WithinTheFilter_IsStored()
    {
        using var labs = await record.App.ItselfAsync($"system/Observation.cruds?category={ScopeRecord.Lab}");
        var (status, text) = await labs.WriteAsync(HttpMethod.Post, "/fhir/Observation", ScopeRecord.Observation("laboratory", Somebody));
        Assert.Equal(201, status);
        var id = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("id").GetString()!;

        Assert.Equal(200, (await labs.WriteAsync(HttpMethod.Put, $"/fhir/Observation/{id}", ScopeRecord.Observation("laboratory", Somebody, id, ",\"issued\":\"2026-02-03T09:00:00Z\""))).Status);
        Assert.Equal(204, (await labs.WriteAsync(HttpMethod.Delete, $"/fhir/Observation/{id}", null)).Status);
        Assert.Equal(404, await labs.StatusAsync($"/fhir/Observation/{id}"));
    }

    [Theory]
    [InlineData("r", "/fhir/Observation", 403)]
    [InlineData("r", "/fhir/Observation/{id}/_history", 403)]
    [InlineData("s", "/fhir/Observation/{id}", 403)]
    [InlineData("s", "/fhir/Observation/{id}/_history/1", 403)]
    [InlineData("cud", "/fhir/Observation/{id}", 403)]
    [InlineData("r", "/fhir/Observation/{id}", 200)]
    [InlineData("s", "/fhir/Observation", 200)]
    public async Task Letter_ThatTheScopeLacks_OpensNothing(string letters, string path, int status)
    {
        using var labs = await record.App.ItselfAsync($"system/Observation.{letters}?category={ScopeRecord.Lab}");

        Assert.Equal(status, await labs.StatusAsync(path.Replace("{id}", record.Result, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Condition_OfACreation_IsASearchAndNeedsItsLetter()
    {
        using var writer = await record.App.ItselfAsync("system/Observation.c");
        var json = ScopeRecord.Observation("laboratory", Somebody);
        var before = await record.StateAsync();

        var (status, text) = await writer.WriteAsync(HttpMethod.Post, "/fhir/Observation", json, ("If-None-Exist", $"_id={record.Vital}"));

        Assert.Equal(403, status);
        Assert.DoesNotContain(record.Vital, text, StringComparison.Ordinal);
        Assert.Equal(before, await record.StateAsync());
    }

    [Fact]
    public async Task Scopes_OfOneKind_OpenWhatAnyOfThemDoes_EachWithItsLetters()
    {
        using var app = await record.App.ItselfAsync(
            $"system/Observation.rs?category={ScopeRecord.Lab} system/Observation.r?code=vital-signs-1&status=final system/*.rs?_tag=urn:example:none|none");

        Assert.Equal(200, await app.StatusAsync($"/fhir/Observation/{record.Vital}"));
        Assert.Equal(200, await app.StatusAsync($"/fhir/Observation/{record.Result}"));
        Assert.Equal(0, await app.TotalAsync("/fhir/Observation?code=vital-signs-1&_summary=count"));
        Assert.Equal(0, await app.TotalAsync("/fhir/Patient?_summary=count"));
        Assert.Equal(404, await app.StatusAsync($"/fhir/Patient/{Somebody}"));
    }

    [Fact]
    public async Task OtherPlugins_HeedTheFilter_OrStayClosed()
    {
        using var app = await record.App.ItselfAsync($"{Labs} system/Patient.rs?gender=female system/Condition.rs");

        var journey = await app.BundleAsync($"/api/journey/patients/{Somebody}/graph");

        Assert.Contains($"Observation/{record.Result}", journey.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain($"Observation/{record.Vital}", journey.ToString(), StringComparison.Ordinal);
        Assert.Contains("Condition/", journey.ToString(), StringComparison.Ordinal);
        Assert.Equal(403, await app.StatusAsync($"/api/mpi/patients/{Somebody}"));
    }

    [Theory]
    [InlineData("system/Observation.rs?nonsense=1", "nonsense")]
    [InlineData("system/Observation.rs?date=2026", "date")]
    [InlineData("system/Observation.rs?_id=1", "_id")]
    [InlineData("system/Observation.rs?value-quantity=5", "value-quantity")]
    [InlineData("system/Observation.rs?combo-code-value-quantity=a$5", "combo-code-value-quantity")]
    [InlineData("system/Observation.rs?category:not=laboratory", "category:not")]
    [InlineData("system/Observation.rs?subject.name=x", "subject.name")]
    [InlineData("system/Observation.rs?_count=5", "_count")]
    [InlineData("system/Observation.rs?category=laboratory&_include=Observation:subject", "_include")]
    [InlineData("system/*.rs?category=laboratory", "category")]
    [InlineData("system/Invention.rs?category=laboratory", "Invention")]
    public async Task Grant_OfAFilterThatIsNotKept_IsRefusedByName(string scope, string named)
    {
        var (status, body) = await record.App.AskItselfAsync(scope);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_scope"), (status, body.GetProperty("error").GetString()));
        Assert.Contains($"'{named}'", body.GetProperty("error_description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grant_OfAFilterThatIsNotKept_IsRefusedToPeopleAndOnRefreshToo()
    {
        using var browser = await record.Access.Platform.SignedInAsync("clinician@demo");
        var back = await record.App.AuthorizeAsync(browser, "openid user/Observation.rs?date=2026");
        Assert.Contains("error=invalid_scope", back.Query, StringComparison.Ordinal);

        var tokens = await record.App.TokensAsync("clinician@demo", $"offline_access user/Observation.rs?category={ScopeRecord.Lab} user/Condition.rs");
        var refresh = tokens.GetProperty("refresh_token").GetString()!;
        foreach (var wider in new[] { "user/Observation.rs", "user/Observation.rs?category=vital-signs", $"user/Observation.cruds?category={ScopeRecord.Lab}", $"patient/Observation.rs?category={ScopeRecord.Lab}", "user/Condition.rs?recorded-date=2026" })
        {
            var (status, body) = await record.App.TokenAsync(("grant_type", "refresh_token"), ("refresh_token", refresh), ("scope", wider));
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_scope"), (status, body.GetProperty("error").GetString()));
        }

        var (narrower, given) = await record.App.TokenAsync(("grant_type", "refresh_token"), ("refresh_token", refresh), ("scope", $"user/Observation.r?category={ScopeRecord.Lab}"));
        Assert.Equal((HttpStatusCode.OK, $"user/Observation.r?category={ScopeRecord.Lab}"), (narrower, given.GetProperty("scope").GetString()));
    }

    [Fact]
    public async Task UserScope_WithAFilter_NarrowsThePersonsOwnReach()
    {
        using var labs = await record.App.OfAsync("clinician@demo", $"user/Observation.rs?category={ScopeRecord.Lab} user/Patient.rs");
        Assert.Equal(404, await labs.StatusAsync($"/fhir/Observation/{record.Vital}"));
        Assert.Equal(200, await labs.StatusAsync($"/fhir/Observation/{record.Result}"));

        using var patient = await record.App.OfAsync("patient@demo", $"user/Observation.cruds?category={ScopeRecord.Lab}");
        Assert.Equal([record.OwnResult], await patient.IdsAsync("/fhir/Observation"));
        Assert.Equal(404, await patient.StatusAsync($"/fhir/Observation/{record.Result}"));
        Assert.Equal(403, (await patient.WriteAsync(HttpMethod.Post, "/fhir/Observation", ScopeRecord.Observation("laboratory", record.Access.Own))).Status);
    }

    private static string Bundle(string type, params (string Method, string Url, string? Resource)[] entries)
    {
        var written = entries.Select(e =>
            $"{{{(e.Resource is null ? "" : $"\"resource\":{e.Resource},")}\"request\":{{\"method\":\"{e.Method}\",\"url\":\"{e.Url}\"}}}}");
        return $"{{\"resourceType\":\"Bundle\",\"type\":\"{type}\",\"entry\":[{string.Join(',', written)}]}}";
    }

    private static IEnumerable<string> Sorted(params string[] ids) => ids.Order(StringComparer.Ordinal);

    private async Task RemoveAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            using var answer = await record.Access.Api.DeleteAsync($"/fhir/Observation/{id}");
            Assert.True(answer.IsSuccessStatusCode);
        }
    }

    private static async Task<List<string>> PagesAsync(HttpClient http, string first)
    {
        var found = new List<string>();
        for (var next = first; next is not null;)
        {
            var page = await http.BundleAsync(next);
            if (page.TryGetProperty("entry", out var entries))
            {
                found.AddRange(entries.EnumerateArray().Select(e => e.GetProperty("resource").GetProperty("id").GetString()!));
            }

            next = page.GetProperty("link").EnumerateArray().Where(l => l.GetProperty("relation").GetString() == "next")
                .Select(l => new Uri(l.GetProperty("url").GetString()!).PathAndQuery).FirstOrDefault();
        }

        return found;
    }
}
