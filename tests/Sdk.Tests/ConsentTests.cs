using System.Net;
using System.Text.Json;
using Npgsql;

namespace Sdk.Tests;

/// <summary>A patient's denial keeps callers out in the database: reads, totals, journey and index agree, and nobody can forget it.</summary>
public sealed class ConsentTests(AccessPlatform access) : IClassFixture<AccessPlatform>, IAsyncLifetime
{
    private HttpClient _clinician = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await access.RunAsync("DELETE FROM platform.subject_consent");
        await access.RunAsync("DELETE FROM platform.break_glass");
        await OverrideAsync(false);
        _clinician = await access.BrowserAsync("clinician@demo");
    }

    public ValueTask DisposeAsync()
    {
        _clinician.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Denial_ToARole_HidesThePatientFromEveryReadAndTotal()
    {
        using var nurse = await access.BrowserAsync("nurse@demo");
        var before = await TotalAsync(_clinician, "/fhir/Observation?_summary=count");
        var patients = await TotalAsync(_clinician, "/fhir/Patient?_summary=count");
        var recorded = await RecordedAsync();
        var denial = await GiveAsync("role:provider", "deny", nurse);

        foreach (var (type, id) in await access.StoredAsync(access.Somebody))
        {
            Assert.Equal(404, await StatusAsync(_clinician, $"/fhir/{type}/{id}"));
            Assert.Equal(404, await StatusAsync(_clinician, $"/fhir/{type}/{id}/_history"));
        }

        Assert.Equal(before - 1, await TotalAsync(_clinician, "/fhir/Observation?_summary=count"));
        Assert.Equal(patients - 1, await TotalAsync(_clinician, "/fhir/Patient?_summary=count"));
        Assert.DoesNotContain(access.Somebody, await _clinician.GetStringAsync("/fhir/Patient", Token), StringComparison.Ordinal);
        Assert.Equal(404, await StatusAsync(_clinician, $"/api/mpi/patients/{access.Somebody}"));
        Assert.Equal(404, await StatusAsync(_clinician, $"/api/journey/patients/{access.Somebody}/graph"));
        Assert.Equal(200, await StatusAsync(_clinician, $"/fhir/Patient/{access.Own}"));
        Assert.Equal(200, await StatusAsync(_clinician, "/fhir/Organization/clinic"));
        Assert.Equal(200, await StatusAsync(nurse, $"/fhir/Patient/{access.Somebody}"));
        Assert.Equal(200, await StatusAsync(access.Api, $"/fhir/Patient/{access.Somebody}"));
        var explained = await ExplainAsync("clinician@demo", false, "consent");
        Assert.Contains(denial.ToString(), explained, StringComparison.Ordinal);
        Assert.Equal(recorded + 1, await RecordedAsync());
        return;

        Task<long> RecordedAsync() => access.Platform.ScalarAsync<long>(
            $"SELECT count(*) FROM platform.audit_event WHERE action = 'consent' AND detail = 'consent_deny role:provider' AND '{access.Somebody}' = ANY (subjects)");
    }

    [Fact]
    public async Task Denial_OfAWriter_ChangesNothingStored()
    {
        using var nurse = await access.BrowserAsync("nurse@demo");
        await GiveAsync("role:provider", "deny", nurse);
        var before = await access.Platform.ScalarAsync<int>($"SELECT version FROM fhir.resource WHERE type = 'Patient' AND id = '{access.Somebody}'");

        using var put = await _clinician.PutAsync(
            $"/fhir/Patient/{access.Somebody}", SeededPlatform.Json(SeedBundle.Patient(SeedBundle.Identifier, $",\"id\":\"{access.Somebody}\"")), Token);
        using var post = await _clinician.PostAsync("/fhir/Observation", SeededPlatform.Json($$$"""
            {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"urn:example:codes","code":"o9"}]},"subject":{"reference":"Patient/{{{access.Somebody}}}"}}
            """), Token);
        using var deleted = await _clinician.DeleteAsync($"/fhir/Patient/{access.Somebody}", Token);

        Assert.InRange((int)put.StatusCode, 400, 499);
        Assert.InRange((int)post.StatusCode, 400, 499);
        Assert.NotEqual(HttpStatusCode.InternalServerError, deleted.StatusCode);
        Assert.Equal(before, await access.Platform.ScalarAsync<int>(
            $"SELECT version FROM fhir.resource WHERE type = 'Patient' AND id = '{access.Somebody}' AND content IS NOT NULL"));
        Assert.Equal(0, await access.Platform.ScalarAsync<long>("SELECT count(*) FROM fhir.token_index WHERE code = 'o9'"));
    }

    [Fact]
    public async Task Permit_ToOnePerson_PrevailsOverTheDenialToAll_UntilItIsWithdrawn()
    {
        using var nurse = await access.BrowserAsync("nurse@demo");
        var permit = await GiveAsync("user:clinician@demo", "permit", _clinician);
        var denial = await GiveAsync("treatment:*", "deny", _clinician);
        Assert.Equal(200, await StatusAsync(_clinician, $"/fhir/Patient/{access.Somebody}"));
        Assert.Equal(404, await StatusAsync(nurse, $"/fhir/Patient/{access.Somebody}"));
        Assert.Equal(404, (await AskAsync(nurse, HttpMethod.Delete, $"/admin/api/consents/{denial}")).Status);
        Assert.Equal(404, (await AskAsync(nurse, HttpMethod.Get, $"/admin/api/consents?subject={access.Somebody}")).Status);

        Assert.Equal(200, (await AskAsync(_clinician, HttpMethod.Delete, $"/admin/api/consents/{permit}")).Status);
        Assert.Equal(404, await StatusAsync(_clinician, $"/fhir/Patient/{access.Somebody}"));
        await access.RunAsync("UPDATE platform.subject_consent SET from_at = now() - interval '2 days', until_at = now() - interval '1 second' WHERE withdrawn_at IS NULL");
        Assert.Equal(200, await StatusAsync(_clinician, $"/fhir/Patient/{access.Somebody}"));
        Assert.Equal(2, await access.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.subject_consent"));
    }

    [Fact]
    public async Task Policy_Dropped_ShowsWhatTheDenialHid()
    {
        await GiveAsync("role:nurse", "deny", _clinician);
        foreach (var (plugin, table, whose) in new[]
        {
            ("fhir", "resource", "$1 = ANY (subjects)"), ("fhir", "resource_history", "$1 = ANY (subjects)"), ("fhir", "compartment", "subject = $1"),
            ("mpi", "person", "patient_id = $1"), ("mpi", "link", "$1 IN (first_id, second_id)"),
            ("journey", "node", "subject = $1"), ("journey", "edge", "subject = $1"), ("journey", "subject", "subject = $1"),
        })
        {
            await using var connection = await access.Platform.AsPluginAsync(plugin, "demo");
            Task<long> CountAsync() => ScalarAsync(connection, $"SELECT count(*) FROM {plugin}.{table} WHERE {whose}", access.Somebody);
            Assert.True(await CountAsync() > 0, $"{plugin}.{table} holds nothing to hide");

            await RunAsync(connection, "SELECT set_config('app.parties', E'treatment:*\\nrole:nurse', false)");
            Assert.Equal(0, await CountAsync());

            await RunAsync(connection, "BEGIN");
            await RunAsync(connection, "RESET SESSION AUTHORIZATION");
            await RunAsync(connection, $"DROP POLICY subject_view ON {plugin}.{table}");
            await RunAsync(connection, $"SET SESSION AUTHORIZATION pp_{plugin}");
            Assert.True(await CountAsync() > 0, $"{plugin}.{table} is hidden by something else than its policy");
            await RunAsync(connection, "ROLLBACK");
        }
    }

    [Fact]
    public async Task BreakGlass_OverADenial_OpensOnlyWhereTheTenantLetsIt_AndIsRecorded()
    {
        await GiveAsync("user:clinician@demo", "deny", _clinician);
        var body = new { subject = access.Somebody, reason = "unconscious in the emergency room" };
        Assert.Equal((409, "ACC-3006"), Code(await AskAsync(_clinician, HttpMethod.Post, "/admin/api/access/break-glass", body)));
        Assert.Equal(404, await StatusAsync(_clinician, $"/fhir/Patient/{access.Somebody}"));
        Assert.DoesNotContain("glass-reason", await PageAsync(_clinician, $"/patients/{access.Somebody}"), StringComparison.Ordinal);

        await OverrideAsync(true);
        Assert.Contains("glass-reason", await PageAsync(_clinician, $"/patients/{access.Somebody}"), StringComparison.Ordinal);
        Assert.Equal((409, "ACC-3005"), Code(await AskAsync(_clinician, HttpMethod.Post, "/admin/api/access/break-glass", body with { subject = access.Own })));
        Assert.Equal(200, (await AskAsync(_clinician, HttpMethod.Post, "/admin/api/access/break-glass", body)).Status);
        Assert.Equal(200, await StatusAsync(_clinician, $"/fhir/Patient/{access.Somebody}"));
        await ExplainAsync("clinician@demo", true, "break-glass");
        Assert.NotEqual(0, await access.Platform.ScalarAsync<long>(
            $"SELECT count(*) FROM platform.audit_event WHERE action = 'r' AND purpose = 'BTG' AND '{access.Somebody}' = ANY (subjects) AND outcome = 'success'"));

        await OverrideAsync(false);
        Assert.Equal(404, await StatusAsync(_clinician, $"/fhir/Patient/{access.Somebody}"));
    }

    [Fact]
    public async Task Denial_OfResearch_HoldsForThatPurposeAlone()
    {
        await GiveAsync("research", "deny", _clinician);

        foreach (var (client, purpose, status) in new[] { (_clinician, "HRESCH", 404), (_clinician, "TREAT", 200), (access.Api, "HRESCH", 404), (access.Api, "HPAYMT", 200) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/fhir/Patient/{access.Somebody}");
            request.Headers.Add("Purpose-Of-Use", purpose);
            using var answer = await client.SendAsync(request, Token);
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task Denial_ToApps_KeepsThemOut_ExceptTheOnePermitted()
    {
        await GiveAsync("client:*", "deny", _clinician);
        Assert.Equal(404, await StatusAsync(access.Api, $"/fhir/Patient/{access.Somebody}"));
        Assert.Equal(200, await StatusAsync(_clinician, $"/fhir/Patient/{access.Somebody}"));

        await GiveAsync("client:demo-client", "permit", _clinician);
        Assert.Equal(200, await StatusAsync(access.Api, $"/fhir/Patient/{access.Somebody}"));
        await GiveAsync("client:demo-client", "deny", _clinician);
        Assert.Equal(404, await StatusAsync(access.Api, $"/fhir/Patient/{access.Somebody}"));
        Assert.Equal(3, await access.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.subject_consent"));
    }

    [Fact]
    public async Task Patient_SetsTheOwnConsents_AndNobodyElses()
    {
        using var patient = await access.BrowserAsync("patient@demo");
        using var nurse = await access.BrowserAsync("nurse@demo");
        var (status, given) = await AskAsync(patient, HttpMethod.Post, "/admin/api/consents", new { subject = access.Own, party = "treatment:*", decision = "deny", note = "until I say otherwise" });

        Assert.Equal(200, status);
        Assert.Equal(access.Own, given.GetProperty("subject").GetString());
        Assert.Equal(200, await StatusAsync(patient, $"/fhir/Patient/{access.Own}"));
        Assert.Equal(404, await StatusAsync(nurse, $"/fhir/Patient/{access.Own}"));
        Assert.Contains("until I say otherwise", await PageAsync(patient, $"/patients/{access.Own}/access"), StringComparison.Ordinal);
        Assert.Equal(404, (await AskAsync(patient, HttpMethod.Post, "/admin/api/consents", new { subject = access.Somebody, party = "research", decision = "deny" })).Status);
        Assert.Equal(404, (await AskAsync(patient, HttpMethod.Get, $"/admin/api/consents?subject={access.Somebody}")).Status);
        Assert.Equal(404, (await AskAsync(patient, HttpMethod.Delete, $"/admin/api/consents/{await GiveAsync("research", "deny", _clinician)}")).Status);

        Assert.Equal(200, (await AskAsync(patient, HttpMethod.Delete, $"/admin/api/consents/{given.GetProperty("id").GetGuid()}")).Status);
        Assert.Equal(200, await StatusAsync(nurse, $"/fhir/Patient/{access.Own}"));
        Assert.Equal(1, (await AskAsync(patient, HttpMethod.Get, $"/admin/api/consents?subject={access.Own}")).Body.GetArrayLength());
    }

    [Fact]
    public async Task Consent_ThatSaysNothingUsable_IsRefusedAndWritesNothing()
    {
        foreach (var (code, body) in new (string, object)[]
        {
            ("CON-3002", new { subject = "../etc", party = "research", decision = "deny" }),
            ("CON-3003", new { subject = access.Own, party = "role:super_admin", decision = "deny" }),
            ("CON-3003", new { subject = access.Own, party = "user:nobody-here", decision = "deny" }),
            ("CON-3003", new { subject = access.Own, party = "client:not-registered", decision = "deny" }),
            ("CON-3003", new { subject = access.Own, party = "research\nrole:nurse", decision = "deny" }),
            ("CON-3004", new { subject = access.Own, party = "research", decision = "perhaps" }),
            ("CON-3004", new { subject = access.Own, party = "research", decision = "deny", until = "2001-01-01T00:00:00Z" }),
            ("CON-3004", new { subject = access.Own, party = "research", decision = "deny", note = new string('x', 401) }),
        })
        {
            Assert.Equal((400, code), Code(await AskAsync(_clinician, HttpMethod.Post, "/admin/api/consents", body)));
        }

        await AskAsync(access.Admin, HttpMethod.Post, "/admin/api/users", new { userName = "stray@demo", tenant = "demo", roles = new[] { "patient" }, password = "lantern over the quiet harbour" });
        using var unlinked = await access.Platform.SignedInAsync("stray@demo", "lantern over the quiet harbour");
        unlinked.DefaultRequestHeaders.Add("Origin", access.Platform.Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(404, (await AskAsync(unlinked, HttpMethod.Get, $"/admin/api/consents?subject={access.Own}")).Status);
        Assert.Equal(404, (await AskAsync(unlinked, HttpMethod.Post, "/admin/api/consents", new { subject = access.Own, party = "research", decision = "deny" })).Status);
        Assert.Equal(403, (await AskAsync(access.Api, HttpMethod.Post, "/admin/api/consents", new { subject = access.Own, party = "research", decision = "deny" })).Status);
        Assert.Equal(404, (await AskAsync(_clinician, HttpMethod.Get, $"/admin/api/consents?subject={access.Own}&tenant=other")).Status);
        Assert.Equal(0, await access.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.subject_consent"));
    }

    [Fact]
    public async Task Table_OfConsents_KeepsTenantsApart()
    {
        await GiveAsync("research", "deny", _clinician);
        await using var connection = await access.Platform.AsPluginAsync("kernel", "other");

        Assert.Equal(0, await ScalarAsync(connection, "SELECT count(*) FROM platform.subject_consent WHERE subject = $1", access.Somebody));
        Assert.Equal(1, await access.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.subject_consent WHERE tenant_id = 'demo'"));
        await RunAsync(connection, "SELECT set_config('app.parties', 'research', false)");
        Assert.Equal(1, await ScalarAsync(connection, "SELECT count(*) WHERE platform.withheld() IS NULL AND $1 <> ''", access.Somebody));
    }

    private async Task<Guid> GiveAsync(string party, string decision, HttpClient by)
    {
        var (status, body) = await AskAsync(by, HttpMethod.Post, "/admin/api/consents", new { subject = access.Somebody, party, decision });
        Assert.True(status == 200, $"{status} {body}");
        return body.GetProperty("id").GetGuid();
    }

    private async Task OverrideAsync(bool allowed) => Assert.Equal(
        200, (await AskAsync(access.Admin, HttpMethod.Put, "/admin/api/tenants/demo/settings", new { careTeam = false, breakGlassOverConsent = allowed })).Status);

    private async Task<string> ExplainAsync(string user, bool allowed, string rule)
    {
        var (_, body) = await AskAsync(access.Admin, HttpMethod.Get, $"/admin/api/access/explain?user={user}&subject={access.Somebody}");
        Assert.Equal((allowed, rule), (body.GetProperty("allowed").GetBoolean(), body.GetProperty("rule").GetString()));
        return body.GetRawText();
    }

    private static Task<(int Status, JsonElement Body)> AskAsync(HttpClient client, HttpMethod method, string path, object? body = null) =>
        AccessPlatform.AskAsync(client, method, path, body);

    private static (int, string?) Code((int Status, JsonElement Body) answer) =>
        (answer.Status, answer.Body.TryGetProperty("code", out var code) ? code.GetString() : null);

    private static async Task<int> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Token);
        return (int)answer.StatusCode;
    }

    private static async Task<int> TotalAsync(HttpClient client, string path) =>
        JsonDocument.Parse(await client.GetStringAsync(path, Token)).RootElement.GetProperty("total").GetInt32();

    private static async Task<string> PageAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        using var answer = await client.SendAsync(request, Token);
        return await answer.Content.ReadAsStringAsync(Token);
    }

    private static async Task<long> ScalarAsync(NpgsqlConnection connection, string sql, string subject)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = subject } } };
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
