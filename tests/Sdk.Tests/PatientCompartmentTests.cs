using System.Net;
using PluginPlatform.Sdk.Testing.Contract;

namespace Sdk.Tests;

/// <summary>A patient's account sees exactly the chart it is linked to, however it asks; the database keeps that.</summary>
public sealed class PatientCompartmentTests(AccessPlatform access) : IClassFixture<AccessPlatform>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_OfAnotherPatient_GetNothing()
    {
        using var patient = await access.BrowserAsync("patient@demo");
        var stored = await access.StoredAsync(access.Somebody);
        string[] addresses =
        [
            .. stored.SelectMany(r => new[] { $"/fhir/{r.Type}/{r.Id}", $"/fhir/{r.Type}/{r.Id}/_history", $"/fhir/{r.Type}/{r.Id}/_history/1", $"/fhir/{r.Type}?_id={r.Id}" }),
            $"/fhir/Patient?identifier={SeedBundle.Identifier}", $"/fhir/Condition?patient={access.Somebody}", "/fhir/Condition", "/fhir/Encounter",
            $"/fhir/Observation?subject=Patient/{access.Somebody}", "/fhir/Encounter?_include=Encounter:subject",
            $"/api/journey/patients/{access.Somebody}/graph", "/fhir/Organization/clinic",
        ];
        string[] marks = [SeedBundle.Identifier, .. stored.Select(r => r.Id)];

        var findings = await ForeignTenant.CheckAsync(access.Api, patient, addresses, marks, Token);

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public async Task Reads_OfTheOwnRecord_GetExactlyThat()
    {
        using var patient = await access.BrowserAsync("patient@demo");
        var stored = await access.StoredAsync(access.Own);
        foreach (var (type, id) in stored)
        {
            foreach (var address in new[] { $"/fhir/{type}/{id}", $"/fhir/{type}/{id}/_history", $"/fhir/{type}/{id}/_history/1" })
            {
                using var answer = await patient.GetAsync(address, Token);
                Assert.True(answer.IsSuccessStatusCode, address);
            }
        }

        var others = (await access.StoredAsync(access.Somebody)).Select(r => r.Id).ToList();
        foreach (var address in new[] { "/fhir/Patient", "/fhir/Observation", "/fhir/Observation?_include=Observation:subject", $"/fhir/Patient?family={SeedBundle.Family}", "/fhir/Patient?_revinclude=Observation:subject" })
        {
            var list = await patient.GetStringAsync(address, Token);
            Assert.Contains($"/{access.Own}\"", list + $"Patient/{access.Own}\"", StringComparison.Ordinal);
            Assert.Contains("\"match\"", list, StringComparison.Ordinal);
            Assert.DoesNotContain(others, id => list.Contains(id, StringComparison.Ordinal));
        }

        using var journey = await patient.GetAsync($"/api/journey/patients/{access.Own}/graph", Token);
        Assert.Equal(HttpStatusCode.OK, journey.StatusCode);
    }

    [Fact]
    public async Task Identity_WhichNamesOtherRecords_IsNotForPatients()
    {
        using var patient = await access.BrowserAsync("patient@demo");

        foreach (var id in new[] { access.Own, access.Somebody })
        {
            using var answer = await patient.GetAsync($"/api/mpi/patients/{id}", Token);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Writes_OfTheOwnRecord_AreForbidden()
    {
        using var patient = await access.BrowserAsync("patient@demo");
        var before = await access.Platform.ScalarAsync<long>("SELECT sum(version) FROM fhir.resource");

        using var changed = await patient.PutAsync($"/fhir/Patient/{access.Own}", SeededPlatform.Json(SeedBundle.Patient(extra: $",\"id\":\"{access.Own}\"")), Token);
        using var deleted = await patient.DeleteAsync($"/fhir/Patient/{access.Own}", Token);
        using var bundle = await patient.PostAsync("/fhir", SeededPlatform.Json(SeedBundle.Text), Token);

        Assert.All(new[] { changed, deleted, bundle }, answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        Assert.Equal(before, await access.Platform.ScalarAsync<long>("SELECT sum(version) FROM fhir.resource"));
    }

    [Fact]
    public async Task Pages_OfAPatient_ShowTheOwnChartAlone()
    {
        using var patient = await access.BrowserAsync("patient@demo");
        patient.DefaultRequestHeaders.Add("Accept", "text/html");

        var list = await patient.GetStringAsync("/patients", Token);
        using var own = await patient.GetAsync($"/patients/{access.Own}", Token);
        using var other = await patient.GetAsync($"/patients/{access.Somebody}", Token);

        Assert.Contains(access.Own, list, StringComparison.Ordinal);
        Assert.DoesNotContain(access.Somebody, list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        Assert.DoesNotContain(SeedBundle.Identifier, await other.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_ThatSayWhoseARowIs_AreKeptByTheDatabase()
    {
        string[] kept =
        [
            "fhir.compartment", "fhir.resource", "fhir.resource_history", "journey.edge", "journey.node", "journey.source", "journey.subject",
            "mpi.blocking_key", "mpi.link", "mpi.person",
        ];

        Assert.Equal(string.Join(' ', kept), await access.Platform.ScalarAsync<string>("""
            SELECT string_agg(schemaname || '.' || tablename, ' ' ORDER BY schemaname, tablename) FROM pg_policies
            WHERE policyname = 'subject_view' AND permissive = 'RESTRICTIVE' AND cmd = 'SELECT'
            """));
        foreach (var table in kept)
        {
            var plugin = table.Split('.')[0];
            await using var connection = await access.Platform.AsPluginAsync(plugin, "demo");
            Assert.NotEqual(0, await CountAsync(connection, table, ""));
            Assert.Equal(0, await CountAsync(connection, table, "own:nobody-at-all"));
            Assert.Equal(0, await CountAsync(connection, table, "anything else"));
            Assert.InRange(await CountAsync(connection, table, $"own:{access.Somebody}"), table == "mpi.link" ? 0 : 1, await CountAsync(connection, table, "") - (table is "journey.edge" ? 0 : 1));
        }
    }

    [Fact]
    public async Task Link_ToSomethingElseThanAPerson_IsRefused()
    {
        var (status, body) = await AccessPlatform.AskAsync(access.Admin, HttpMethod.Put, "/admin/api/users/nurse@demo/person", new { fhirUser = "Observation/1" });

        Assert.Equal((400, "IDN-2019"), (status, body.GetProperty("code").GetString()));
    }

    private static async Task<long> CountAsync(Npgsql.NpgsqlConnection connection, string table, string view)
    {
        await using var set = new Npgsql.NpgsqlCommand("SELECT set_config('app.view', $1, false)", connection) { Parameters = { new() { Value = view } } };
        await set.ExecuteNonQueryAsync(Token);
        await using var count = new Npgsql.NpgsqlCommand($"SELECT count(*) FROM {table}", connection);
        return (long)(await count.ExecuteScalarAsync(Token))!;
    }
}
