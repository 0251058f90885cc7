using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Fhir.Tests.Research;

/// <summary>De-identified records through the running platform: who gets them, of whom, and that the trail knows.</summary>
public sealed class ResearchExportTests(FhirPlatform fhir) : IAsyncLifetime
{
    private const string Export = "/admin/api/privacy/deidentify";

    private HttpClient _admin = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var platform = await SignedInAsync("admin@demo", "Demo-2026!");
        var name = $"r{TimeProvider.System.GetTimestamp()}@demo";
        using var added = await platform.PostAsJsonAsync("/admin/api/users", new { userName = name, tenant = "demo", roles = new[] { "org_admin" }, password = "Research-2026!x" }, Token);
        Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync(Token));
        _admin = await SignedInAsync(name, "Research-2026!x");
    }

    public ValueTask DisposeAsync()
    {
        _admin.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Export_OfAGroup_HoldsItsMembersAndNothingThatTellsWhoTheyAre()
    {
        var doctor = await fhir.Api.CreateAsync("""{"resourceType":"Practitioner","name":[{"family":"Quackenbush"}],"gender":"male"}""");
        var (member, left, stranger) = (await PatientAsync("Memberson"), await PatientAsync("Leftson"), await PatientAsync("Strangerson"));
        var unwilling = await PatientAsync("Unwillingson");
        using var clinician = await SignedInAsync("clinician@demo", "Demo-2026!");
        using var denied = await clinician.PostAsJsonAsync("/admin/api/consents", new { subject = unwilling, party = "research", decision = "deny" }, Token);
        Assert.True(denied.IsSuccessStatusCode, await denied.Content.ReadAsStringAsync(Token));
        var many = await fhir.Api.PostAsync("", Samples.Bundle("transaction", Enumerable.Range(1, 405).Select(n => Samples.Entry(n, Samples.Observation($"Patient/{member}", value: n), "Observation"))));
        Assert.True(many.Status == HttpStatusCode.OK, many.Text);
        await fhir.Api.CreateAsync($$$"""{"resourceType":"Encounter","status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},"subject":{"reference":"Patient/{{{member}}}"},"participant":[{"individual":{"reference":"Practitioner/{{{doctor}}}"}}],"period":{"start":"2024-05-06T07:08:09Z"}}""");
        var group = await fhir.Api.CreateAsync($$$"""
            {"resourceType":"Group","type":"person","actual":true,"member":[{"entity":{"reference":"Patient/{{{member}}}"}},{"entity":{"reference":"Patient/{{{left}}}"},"inactive":true},{"entity":{"reference":"Patient/{{{unwilling}}}"}}]}
            """);

        var (status, text) = await ExportAsync(new { group, reason = "a study of hearts" });

        Assert.True(status == HttpStatusCode.OK, text);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        var ids = lines.Select(r => $"{r["resourceType"]}/{r["id"]}").ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Single(ids, id => id.StartsWith("Patient/", StringComparison.Ordinal));
        Assert.Equal(405, ids.Count(id => id.StartsWith("Observation/", StringComparison.Ordinal)));
        var encounter = lines.Single(r => (string?)r["resourceType"] == "Encounter");
        Assert.Contains((string)encounter["participant"]![0]!["individual"]!["reference"]!, ids);
        Assert.Equal("2024", (string?)encounter["period"]!["start"]);
        foreach (var secret in new[] { "Memberson", "Leftson", "Strangerson", "Unwillingson", "Quackenbush", "SYN-", "1959-05-03", "2026-01-02", member, left, stranger, doctor })
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }

        Assert.Equal(1, await fhir.Platform.ScalarAsync<long>(
            $"SELECT count(*) FROM platform.audit_event WHERE action = 'research-export' AND tenant_id = 'demo' AND detail = 'dates=year; group={group}; a study of hearts'"));
        Assert.Equal(member, await fhir.Platform.ScalarAsync<string>($"""
            SELECT string_agg(DISTINCT s, ' ') FROM platform.audit_event, unnest(subjects) AS s
            WHERE purpose = 'HRESCH' AND request_id = (SELECT request_id FROM platform.audit_event WHERE detail LIKE '%group={group};%')
            """));
    }

    [Fact]
    public async Task Export_AgainOrShifted_CannotBeJoinedAndKeepsIntervals()
    {
        var member = await PatientAsync("Twiceson");
        foreach (var day in new[] { "2025-03-01T10:00:00Z", "2025-03-31T10:00:00Z" })
        {
            await fhir.Api.CreateAsync(Samples.Observation($"Patient/{member}", date: day));
        }

        var group = await fhir.Api.CreateAsync($$$"""{"resourceType":"Group","type":"person","actual":true,"member":[{"entity":{"reference":"Patient/{{{member}}}"}}]}""");
        var first = await ExportAsync(new { group, dates = "shift", reason = "first time" });
        var second = await ExportAsync(new { group, dates = "shift", reason = "second time" });

        var days = Days(first.Text);
        Assert.Equal(30, days[1].DayNumber - days[0].DayNumber);
        Assert.True(days[1] < new DateOnly(2025, 3, 31));
        Assert.Contains("PSEUDED", first.Text, StringComparison.Ordinal);
        Assert.Empty(Ids(first.Text).Intersect(Ids(second.Text)));

        static IEnumerable<string> Ids(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JsonNode.Parse(line)!["id"]!);

        static List<DateOnly> Days(string text) =>
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string?)JsonNode.Parse(line)!["effectiveDateTime"]).OfType<string>()
                .Select(date => DateOnly.Parse(date[..10], System.Globalization.CultureInfo.InvariantCulture)).Order(),
        ];
    }

    [Theory]
    [InlineData("""{"all":true}""", 400)]
    [InlineData("""{"reason":"a study"}""", 400)]
    [InlineData("""{"reason":"a study","all":true,"group":"g"}""", 400)]
    [InlineData("""{"reason":"a study","all":true,"dates":"days"}""", 400)]
    [InlineData("""{"reason":"a study","group":"there-is-none"}""", 404)]
    [InlineData("""{"reason":"a study","all":true,"tenant":"other"}""", 403)]
    [InlineData("""{"reason":"a study","all":true,"codeSystems":[""]}""", 400)]
    [InlineData("""[]""", 400)]
    public async Task Export_AskedWrongly_IsRefused(string body, int status)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await _admin.PostAsync(Export, content, Token);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("nurse@demo")]
    [InlineData("clinician@demo")]
    [InlineData("patient@demo")]
    public async Task Export_WithoutThePermission_IsForbidden(string user)
    {
        using var client = await SignedInAsync(user, "Demo-2026!");

        using var answer = await client.PostAsJsonAsync(Export, new { all = true, reason = "curiosity" }, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private Task<string> PatientAsync(string family) => fhir.Api.CreateAsync(Samples.Patient(family, $"G{TimeProvider.System.GetTimestamp()}"));

    private async Task<(HttpStatusCode Status, string Text)> ExportAsync(object body)
    {
        using var answer = await _admin.PostAsJsonAsync(Export, body, Token);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
    }

    private async Task<HttpClient> SignedInAsync(string user, string password)
    {
        var client = await fhir.Platform.SignedInAsync(user, password);
        client.DefaultRequestHeaders.Add("Origin", fhir.Platform.Address.GetLeftPart(UriPartial.Authority));
        return client;
    }
}
