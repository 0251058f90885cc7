using System.IO.Compression;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sdk.Tests;

/// <summary>A patient's archive holds everything about that patient and nothing about another.</summary>
public sealed class SubjectExportTests(AccessPlatform access) : IClassFixture<AccessPlatform>
{
    private const string Other = "Othermann-Sentinel";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_OfAPatientWhoSharesAGroupAndADoctor_HoldsNobodyElse()
    {
        await PutAsync("Practitioner", "shared-doctor", """{"resourceType":"Practitioner","id":"shared-doctor","name":[{"family":"Both"}]}""");
        foreach (var (patient, note) in new[] { (access.Somebody, "mine alone"), (access.Own, Other) })
        {
            await PutAsync("Observation", $"note-{patient}", $$$"""
                {"resourceType":"Observation","id":"note-{{{patient}}}","status":"final","code":{"text":"{{{note}}}"},"subject":{"reference":"Patient/{{{patient}}}"},
                 "performer":[{"reference":"Practitioner/shared-doctor"}]}
                """);
        }

        await PutAsync("Group", "both", $$$"""
            {"resourceType":"Group","id":"both","type":"person","actual":true,"name":"{{{Other}}} and company","member":[
              {"entity":{"reference":"Patient/{{{access.Somebody}}}"}},{"entity":{"reference":"Patient/{{{access.Own}}}"}}]}
            """);
        using (var consent = await access.Admin.PostAsJsonAsync("/admin/api/consents", new { subject = access.Somebody, party = "research", decision = "permit", note = "glad to help" }, Token))
        {
            Assert.True(consent.IsSuccessStatusCode);
        }

        using (var list = await access.Api.GetAsync("/fhir/Patient", Token))
        {
            Assert.True(list.IsSuccessStatusCode);
        }

        var files = await ExportAsync(new { subject = access.Somebody, reason = "asked for by the patient", history = true });

        var bundle = JsonDocument.Parse(files["fhir/bundle.json"]).RootElement.GetProperty("entry").EnumerateArray()
            .Select(entry => entry.GetProperty("resource")).ToList();
        Assert.Contains(bundle, resource => resource.GetProperty("resourceType").GetString() == "Patient" && resource.GetProperty("id").GetString() == access.Somebody);
        Assert.Contains(bundle, resource => resource.GetProperty("resourceType").GetString() == "Encounter");
        Assert.Contains("mine alone", files["fhir/bundle.json"], StringComparison.Ordinal);
        Assert.NotEqual(0, JsonDocument.Parse(files["fhir/history.json"]).RootElement.GetProperty("entry").GetArrayLength());
        Assert.Contains("glad to help", files["kernel/consents.ndjson"], StringComparison.Ordinal);
        Assert.Contains("\"actor\"", files["audit/audit.ndjson"], StringComparison.Ordinal);
        Assert.NotEqual("", files["data/journey/node.ndjson"]);
        Assert.NotEqual("", files["data/mpi/person.ndjson"]);
        Assert.Contains("Group/both", files["fhir/left-out.ndjson"], StringComparison.Ordinal);
        foreach (var (path, text) in files)
        {
            Assert.False(text.Contains(access.Own, StringComparison.Ordinal), $"{path} names another patient");
            Assert.False(text.Contains(Other, StringComparison.Ordinal), $"{path} holds what is another's");
        }

        foreach (var part in JsonDocument.Parse(files["manifest.json"]).RootElement.GetProperty("parts").EnumerateArray())
        {
            var content = Encoding.UTF8.GetBytes(files[part.GetProperty("path").GetString()!]);
            Assert.Equal(part.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(content)));
        }

        Assert.Equal(1, await access.Platform.ScalarAsync<long>(
            $"SELECT count(*) FROM platform.audit_event WHERE action = 'subject-export' AND '{access.Somebody}' = ANY (subjects) AND actor_name = 'admin@demo'"));
    }

    [Fact]
    public async Task Export_OfAHistoryOfManyPages_IsOneWholeBundle()
    {
        for (var number = 0; number < 120; number++)
        {
            await PutAsync("Observation", $"many-{number}", $$$"""
                {"resourceType":"Observation","id":"many-{{{number}}}","status":"final","code":{"text":"n"},"subject":{"reference":"Patient/{{{access.Own}}}"}}
                """);
        }

        var files = await ExportAsync(new { subject = access.Own, reason = "asked for by the patient" });

        var ids = JsonDocument.Parse(files["fhir/bundle.json"]).RootElement.GetProperty("entry").EnumerateArray()
            .Select(entry => entry.GetProperty("resource").GetProperty("id").GetString()!).ToList();
        Assert.Equal(120, ids.Count(id => id.StartsWith("many-", StringComparison.Ordinal)));
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.False(files.ContainsKey("fhir/history.json"));
    }

    [Fact]
    public async Task Export_WithoutPermissionOrReason_GivesNothing()
    {
        using var clinician = await access.BrowserAsync("clinician@demo");
        Assert.Equal(403, (await AccessPlatform.AskAsync(clinician, HttpMethod.Post, "/admin/api/privacy/exports", new { subject = access.Own, reason = "because" })).Status);
        Assert.Equal(400, (await AccessPlatform.AskAsync(access.Admin, HttpMethod.Post, "/admin/api/privacy/exports", new { subject = "../x", reason = "because" })).Status);
        Assert.Equal(400, (await AccessPlatform.AskAsync(access.Admin, HttpMethod.Post, "/admin/api/privacy/exports", new { subject = access.Own, reason = "" })).Status);
        Assert.Equal(404, (await AccessPlatform.AskAsync(access.Admin, HttpMethod.Post, "/admin/api/privacy/exports?tenant=other", new { subject = access.Own, reason = "because" })).Status);
    }

    [Fact]
    public async Task Correction_AskedByThePatient_IsDecidedOnce_AndARefusalCarriesTheStatement()
    {
        using var patient = await access.BrowserAsync("patient@demo");
        using var clinician = await access.BrowserAsync("clinician@demo");
        const string Requests = "/admin/api/rectifications";
        Task<(int Status, JsonElement Body)> SendAsync(HttpClient client, string path, object body) => AccessPlatform.AskAsync(client, HttpMethod.Post, Requests + path, body);
        var (status, asked) = await SendAsync(patient, "", new { subject = access.Own, what = "I never smoked" });
        Assert.Equal((200, "open"), (status, asked.GetProperty("state").GetString()));
        var path = $"/{asked.GetProperty("id").GetGuid()}";
        Assert.Equal(404, (await SendAsync(patient, "", new { subject = access.Somebody, what = "not mine" })).Status);
        Assert.Equal(403, (await SendAsync(patient, path + "/decision", new { reason = "because I say so" })).Status);
        Assert.Equal(409, (await SendAsync(patient, path + "/disagreement", new { statement = "too early" })).Status);
        Assert.Equal(400, (await SendAsync(clinician, path + "/decision", new { reason = "done", corrected = "somewhere" })).Status);

        Assert.Equal("refused", (await SendAsync(clinician, path + "/decision", new { reason = "two witnesses" })).Body.GetProperty("state").GetString());

        Assert.Equal(409, (await SendAsync(clinician, path + "/decision", new { reason = "again" })).Status);
        Assert.Equal(200, (await SendAsync(patient, path + "/disagreement", new { statement = "they were mistaken" })).Status);
        Assert.Equal(409, (await SendAsync(patient, path + "/disagreement", new { statement = "once more" })).Status);
        var (_, other) = await SendAsync(clinician, "", new { subject = access.Own, what = "the birth date" });
        Assert.Equal("corrected", (await SendAsync(
            clinician, $"/{other.GetProperty("id").GetGuid()}/decision", new { reason = "as the passport says", corrected = $"Patient/{access.Own}/_history/2" })).Body.GetProperty("state").GetString());
        var list = await patient.GetStringAsync($"{Requests}?subject={access.Own}", Token);
        Assert.Contains("they were mistaken", list, StringComparison.Ordinal);
        var files = await ExportAsync(new { subject = access.Own, reason = "asked for by the patient" });
        Assert.Contains("they were mistaken", files["kernel/rectifications.ndjson"], StringComparison.Ordinal);
        await using var elsewhere = await access.Platform.AsPluginAsync("kernel", "other");
        await using var count = new Npgsql.NpgsqlCommand("SELECT count(*) FROM platform.rectification", elsewhere);
        Assert.Equal(0L, await count.ExecuteScalarAsync(Token));
    }

    private async Task PutAsync(string type, string id, string json)
    {
        using var put = await access.Api.PutAsync($"/fhir/{type}/{id}", SeededPlatform.Json(json), Token);
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync(Token));
    }

    private async Task<Dictionary<string, string>> ExportAsync(object request)
    {
        using var answer = await access.Admin.PostAsJsonAsync("/admin/api/privacy/exports", request, Token);
        Assert.Equal(200, (int)answer.StatusCode);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Token), ZipArchiveMode.Read);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(Token), Encoding.UTF8);
            files[entry.FullName] = await reader.ReadToEndAsync(Token);
        }

        return files;
    }
}
