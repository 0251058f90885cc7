using System.Net.Http.Json;
using System.Text.Json;
using PluginPlatform.Sdk.Testing;

namespace Sdk.Tests;

/// <summary>The repository's plugins with two patients: one with a record, and one the demo patient's account is linked to.</summary>
public sealed class AccessPlatform : IAsyncLifetime
{
    public TestPlatform Platform { get; private set; } = null!;

    /// <summary>Every right in tenant <c>demo</c>.</summary>
    public HttpClient Api { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    /// <summary>The patient with an encounter, a condition and an observation.</summary>
    public string Somebody { get; private set; } = null!;

    /// <summary>The patient whom <c>patient@demo</c> is linked to; one observation.</summary>
    public string Own { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Platform = await TestPlatform.StartAsync();
        Api = await Platform.ApiAsync();
        Admin = await BrowserAsync("admin@demo");
        using var stored = await Api.PostAsync("/fhir", SeededPlatform.Json(SeedBundle.Text));
        Assert.True(stored.IsSuccessStatusCode);
        Somebody = await Platform.ScalarAsync<string>("SELECT substr(target, 9) FROM fhir.reference_index WHERE target LIKE 'Patient/%' LIMIT 1");
        Own = await Platform.ScalarAsync<string>($"SELECT id FROM fhir.resource WHERE type = 'Patient' AND id <> '{Somebody}'");
        using var measured = await Api.PostAsync("/fhir/Observation", SeededPlatform.Json($$$"""
            {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"urn:example:codes","code":"o2"}]},
             "subject":{"reference":"Patient/{{{Own}}}"},"effectiveDateTime":"2026-01-03T08:10:00Z"}
            """));
        Assert.True(measured.IsSuccessStatusCode);
        foreach (var (id, identifier) in new[] { (Somebody, SeedBundle.Identifier), (Own, "SENTINEL-7742-XK") })
        {
            using var changed = await Api.PutAsync($"/fhir/Patient/{id}", SeededPlatform.Json(SeedBundle.Patient(identifier, $",\"id\":\"{id}\",\"active\":true")));
            Assert.True(changed.IsSuccessStatusCode);
        }

        using var clinic = await Api.PutAsync("/fhir/Organization/clinic", SeededPlatform.Json("""{"resourceType":"Organization","id":"clinic","name":"Clinic"}"""));
        Assert.True(clinic.IsSuccessStatusCode);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await Platform.ScalarAsync<bool>(
            "SELECT (SELECT count(*) FROM mpi.person WHERE golden_record_id IS NOT NULL) = 2 AND (SELECT count(DISTINCT subject) FROM journey.node) = 2 AND EXISTS (SELECT FROM journey.edge)"))
        {
            await Task.Delay(50, limit.Token);
        }

        Assert.Equal(200, (await AskAsync(Admin, HttpMethod.Put, "/admin/api/users/patient@demo/person", new { fhirUser = "Patient/" + Own })).Status);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        Admin.Dispose();
        await Platform.DisposeAsync();
    }

    /// <summary>Signed in as a browser, with the origin a write needs.</summary>
    public async Task<HttpClient> BrowserAsync(string user)
    {
        var client = await Platform.SignedInAsync(user);
        client.DefaultRequestHeaders.Add("Origin", Platform.Address.GetLeftPart(UriPartial.Authority));
        return client;
    }

    public static async Task<(int Status, JsonElement Body)> AskAsync(HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(text.StartsWith('{') || text.StartsWith('[') ? text : "{}"));
    }

    /// <summary>Everything stored about a data subject, or about nobody but.</summary>
    public async Task<List<(string Type, string Id)>> StoredAsync(string subject)
    {
        var stored = new List<(string, string)>();
        await using var command = Platform.Superuser.CreateCommand("SELECT type, id FROM fhir.resource WHERE tenant_id = 'demo' AND content IS NOT NULL AND $1 = ANY (subjects)");
        command.Parameters.AddWithValue(subject);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            stored.Add((rows.GetString(0), rows.GetString(1)));
        }

        Assert.NotEmpty(stored);
        return stored;
    }

    public async Task RunAsync(string sql)
    {
        await using var command = Platform.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
