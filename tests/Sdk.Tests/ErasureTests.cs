using System.Text;
using System.Text.Json;
using Npgsql;

namespace Sdk.Tests;

/// <summary>A patient who asks for it is gone from every table; nobody else is touched; a legal hold keeps it back; a broken run is taken up again.</summary>
public sealed class ErasureTests(AccessPlatform access) : IClassFixture<AccessPlatform>
{
    private const string Word = "Vanishing-Zephyrine";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Erasure_Confirmed_LeavesNoTraceOfThePatient_AndEverythingOfOthers()
    {
        var patient = await WritePatientAsync();
        var others = await FingerprintAsync(access.Own);
        Assert.NotEmpty(await TablesThatHoldAsync(Word));
        var (status, plan) = await PlanAsync(patient);
        Assert.Equal((200, "planned"), (status, plan.GetProperty("state").GetString()));
        Assert.Equal(0, plan.GetProperty("heldBack").GetArrayLength());
        Assert.Contains(plan.GetProperty("tables").EnumerateArray(), table => table.GetProperty("table").GetString() == "token_index" && table.GetProperty("before").GetInt64() > 0);
        Assert.NotEmpty(await TablesThatHoldAsync(Word));

        var (ran, done) = await RunAsync(plan, patient);

        Assert.True(ran == 200 && done.GetProperty("state").GetString() == "finished", done.GetRawText());
        Assert.Empty(await TablesThatHoldAsync(Word));
        Assert.Equal(["platform.audit_event", "platform.erasure"], (await TablesThatHoldAsync(patient)).Where(table => !table.StartsWith("platform.audit_event_", StringComparison.Ordinal)).Order());
        Assert.All(done.GetProperty("tables").EnumerateArray(), table => Assert.Equal(0, table.GetProperty("left").GetInt64()));
        Assert.Equal(others, await FingerprintAsync(access.Own));
        using var gone = await access.Api.GetAsync($"/fhir/Patient/{patient}", Token);
        Assert.Equal(404, (int)gone.StatusCode);
        Assert.Equal((409, "ERA-3007"), Code(await RunAsync(plan, patient)));
        Assert.Equal(0, await access.Platform.ScalarAsync<long>($"SELECT count(*) FROM platform.users WHERE fhir_user = 'Patient/{patient}'"));
    }

    [Fact]
    public async Task Erasure_BrokenOff_IsTakenUpWhereItStopped()
    {
        var patient = await WritePatientAsync();
        var (_, plan) = await PlanAsync(patient);
        await access.RunAsync("""
            CREATE FUNCTION journey.fails() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''the disk is on fire''; END';
            CREATE TRIGGER fails BEFORE DELETE ON journey.node FOR EACH ROW EXECUTE FUNCTION journey.fails();
            """);
        var before = await CountAsync($"SELECT count(*) FROM journey.node WHERE subject = '{patient}'");

        var (broken, _) = await RunAsync(plan, patient);

        Assert.Equal(500, broken);
        Assert.Equal(0, await CountAsync($"SELECT count(*) FROM fhir.resource WHERE '{patient}' = ANY (subjects)"));
        Assert.Equal(before, await CountAsync($"SELECT count(*) FROM journey.node WHERE subject = '{patient}'"));
        Assert.NotEqual(0, before);
        Assert.Equal("running", await access.Platform.ScalarAsync<string>($"SELECT state FROM platform.erasure WHERE subject = '{patient}'"));

        await access.RunAsync("DROP FUNCTION journey.fails() CASCADE");
        var (_, again) = await PlanAsync(patient);
        Assert.Equal(plan.GetProperty("id").GetGuid(), again.GetProperty("id").GetGuid());
        Assert.Equal("finished", (await RunAsync(again, patient)).Body.GetProperty("state").GetString());
        Assert.Empty(await TablesThatHoldAsync(Word));
    }

    [Fact]
    public async Task Hold_WhileItStands_RefusesTheErasure_AlsoInTheDatabase()
    {
        var patient = await WritePatientAsync();
        var (_, hold) = await AskAsync(HttpMethod.Post, "/admin/api/privacy/holds", new { subject = patient, reason = "proceedings 12 of 2026" });
        var (_, plan) = await PlanAsync(patient);
        Assert.Contains("proceedings 12 of 2026", plan.GetProperty("heldBack")[0].GetString(), StringComparison.Ordinal);

        Assert.Equal((409, "ERA-3005"), Code(await RunAsync(plan, patient)));
        await access.RunAsync($"UPDATE platform.erasure SET state = 'running' WHERE subject = '{patient}'");
        await using (var connection = await access.Platform.AsPluginAsync("journey", "demo"))
        {
            await using var assert = new NpgsqlCommand("SELECT platform.assert_erasable($1)", connection) { Parameters = { new() { Value = plan.GetProperty("id").GetGuid() } } };
            Assert.Equal("PT003", (await Assert.ThrowsAsync<PostgresException>(() => assert.ExecuteScalarAsync(Token))).SqlState);
        }

        Assert.NotEqual(0, await CountAsync($"SELECT count(*) FROM fhir.resource WHERE '{patient}' = ANY (subjects)"));
        Assert.Equal(200, (await AskAsync(HttpMethod.Delete, $"/admin/api/privacy/holds/{hold.GetProperty("id").GetGuid()}")).Status);
        Assert.Equal("finished", (await RunAsync(plan, patient)).Body.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Rows_AboutSomebodyElseAsWell_AreNotErasedUnasked()
    {
        var patient = await WritePatientAsync();
        await StoreAsync("Appointment", $$$"""
            {"resourceType":"Appointment","status":"booked","participant":[
              {"actor":{"reference":"Patient/{{{patient}}}"},"status":"accepted"},{"actor":{"reference":"Patient/{{{access.Own}}}"},"status":"accepted"}]}
            """);
        var (_, plan) = await PlanAsync(patient);
        Assert.NotEqual(0, plan.GetProperty("heldBack").GetArrayLength());

        Assert.Equal((409, "ERA-3006"), Code(await RunAsync(plan, patient)));
        Assert.Equal((400, "ERA-3004"), Code(await RunAsync(plan, access.Own)));
        var shared = await CountAsync($"SELECT count(*) FROM fhir.resource WHERE type = 'Appointment' AND '{access.Own}' = ANY (subjects)");
        Assert.Equal(1, shared);
        Assert.Equal("finished", (await RunAsync(plan, patient, withShared: true)).Body.GetProperty("state").GetString());
        Assert.Equal(0, await CountAsync($"SELECT count(*) FROM fhir.resource WHERE type = 'Appointment' AND '{access.Own}' = ANY (subjects)"));
    }

    [Fact]
    public async Task Erasure_OfAnotherTenantOrWithoutThePermission_DoesNothing()
    {
        var (_, plan) = await PlanAsync("nobody-at-all");
        using var clinician = await access.BrowserAsync("clinician@demo");
        Assert.Equal(403, (await AccessPlatform.AskAsync(clinician, HttpMethod.Post, "/admin/api/privacy/erasures", new { subject = access.Own, reason = "because" })).Status);
        Assert.Equal((404, "ERA-3001"), Code(await AskAsync(HttpMethod.Post, "/admin/api/privacy/erasures?tenant=other", new { subject = access.Own, reason = "because" })));
        Assert.Equal((400, "ERA-3002"), Code(await AskAsync(HttpMethod.Post, "/admin/api/privacy/erasures", new { subject = "../x", reason = "because" })));
        Assert.Equal((400, "ERA-3003"), Code(await AskAsync(HttpMethod.Post, "/admin/api/privacy/erasures", new { subject = access.Own, reason = "x" })));
        Assert.Equal((400, "ERA-3003"), Code(await AskAsync(HttpMethod.Post, "/admin/api/privacy/holds", new { subject = access.Own, reason = "because", until = "2001-01-01T00:00:00Z" })));
        Assert.Equal((404, "ERA-3001"), Code(await AskAsync(HttpMethod.Post, $"/admin/api/privacy/erasures/{Guid.Empty}/run", new { subject = access.Own })));
        await using var other = await access.Platform.AsPluginAsync("kernel", "other");
        foreach (var table in new[] { "erasure", "erasure_step", "legal_hold" })
        {
            await using var count = new NpgsqlCommand($"SELECT count(*) FROM platform.{table}", other);
            Assert.Equal(0L, await count.ExecuteScalarAsync(Token));
        }

        Assert.Equal("finished", (await RunAsync(plan, "nobody-at-all")).Body.GetProperty("state").GetString());
    }

    /// <summary>A patient with a visit, a measure, versions, a neighbour in the index, a consent, a care relation and an account.</summary>
    private async Task<string> WritePatientAsync()
    {
        var id = "v" + Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("n");
        var patient = SeedBundle.Patient("VANISH-1", $",\"id\":\"{id}\"").Replace(SeedBundle.Given, Word, StringComparison.Ordinal);
        using (var put = await access.Api.PutAsync($"/fhir/Patient/{id}", SeededPlatform.Json(patient), Token))
        {
            Assert.True(put.IsSuccessStatusCode);
        }

        using (var again = await access.Api.PutAsync($"/fhir/Patient/{id}", SeededPlatform.Json(patient.Replace("female", "other", StringComparison.Ordinal)), Token))
        {
            Assert.True(again.IsSuccessStatusCode);
        }

        await StoreAsync("Encounter", $$$"""
            {"resourceType":"Encounter","status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/{{{id}}}","display":"{{{Word}}}"},"period":{"start":"2026-01-02T08:00:00Z"}}
            """);
        await StoreAsync("Condition", $$$"""
            {"resourceType":"Condition","code":{"text":"worry of {{{Word}}}"},"subject":{"reference":"Patient/{{{id}}}"},"onsetDateTime":"2026-01-02"}
            """);
        Assert.Equal(200, (await AskAsync(HttpMethod.Post, "/admin/api/consents", new { subject = id, party = "research", decision = "deny", note = $"said {Word}" })).Status);
        Assert.Equal(200, (await AskAsync(HttpMethod.Post, "/admin/api/rectifications", new { subject = id, what = $"my name is {Word}" })).Status);
        Assert.Equal(200, (await AskAsync(HttpMethod.Put, "/admin/api/care-team", new { user = "nurse@demo", subject = id })).Status);
        Assert.Equal(200, (await AskAsync(HttpMethod.Post, "/admin/api/users", new
        {
            userName = $"{id}@demo", displayName = Word, tenant = "demo", roles = new[] { "patient" }, password = "lantern over the quiet harbour",
        })).Status);
        Assert.Equal(200, (await AskAsync(HttpMethod.Put, $"/admin/api/users/{id}@demo/person", new { fhirUser = "Patient/" + id })).Status);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await access.Platform.ScalarAsync<bool>(
            $"SELECT EXISTS (SELECT FROM mpi.person WHERE patient_id = '{id}' AND golden_record_id IS NOT NULL) AND (SELECT count(*) FROM journey.node WHERE subject = '{id}') = 2"))
        {
            await Task.Delay(50, limit.Token);
        }

        return id;
    }

    private async Task StoreAsync(string type, string json)
    {
        using var stored = await access.Api.PostAsync($"/fhir/{type}", SeededPlatform.Json(json), Token);
        Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync(Token));
    }

    /// <summary>As superuser: every table of every schema that holds the word anywhere, also in bytes.</summary>
    private async Task<List<string>> TablesThatHoldAsync(string word)
    {
        var tables = new List<string>();
        foreach (var (table, condition) in await ConditionsAsync())
        {
            await using var look = access.Platform.Superuser.CreateCommand($"SELECT EXISTS (SELECT FROM {table} WHERE {condition})");
            look.Parameters.AddWithValue(word);
            if ((bool)(await look.ExecuteScalarAsync(Token))!)
            {
                tables.Add(table);
            }
        }

        return tables;
    }

    private async Task<List<(string Table, string Condition)>> ConditionsAsync()
    {
        await using var command = access.Platform.Superuser.CreateCommand("""
            SELECT format('%I.%I', n.nspname, c.relname),
                   string_agg(CASE WHEN a.atttypid = 'bytea'::regtype THEN format('position(convert_to($1, ''UTF8'') IN coalesce(%I, '''')) > 0', a.attname)
                                   ELSE format('coalesce(%I::text, '''') LIKE ''%%'' || $1 || ''%%''', a.attname) END, ' OR ')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema' GROUP BY 1
            """);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var looks = new List<(string, string)>();
        while (await reader.ReadAsync(Token))
        {
            looks.Add((reader.GetString(0), reader.GetString(1)));
        }

        return looks;
    }

    /// <summary>Everything stored about somebody, as one text.</summary>
    private async Task<string> FingerprintAsync(string subject)
    {
        var text = new StringBuilder();
        foreach (var sql in new[]
        {
            $"SELECT md5(string_agg(r::text, '|' ORDER BY key)) FROM fhir.resource r WHERE '{subject}' = ANY (subjects)",
            $"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM fhir.token_index t WHERE key IN (SELECT key FROM fhir.resource WHERE '{subject}' = ANY (subjects))",
            $"SELECT md5(string_agg(n::text, '|' ORDER BY n::text)) FROM journey.node n WHERE subject = '{subject}'",
            $"SELECT md5(string_agg(p.version || p.basis, '|')) FROM mpi.person p WHERE patient_id = '{subject}'",
        })
        {
            text.Append(await access.Platform.ScalarAsync<string>(sql)).Append('\n');
        }

        return text.ToString();
    }

    private Task<long> CountAsync(string sql) => access.Platform.ScalarAsync<long>(sql);

    private Task<(int Status, JsonElement Body)> PlanAsync(string subject) =>
        AskAsync(HttpMethod.Post, "/admin/api/privacy/erasures", new { subject, reason = "asked for it in writing" });

    private Task<(int Status, JsonElement Body)> RunAsync(JsonElement plan, string typed, bool withShared = false) =>
        AskAsync(HttpMethod.Post, $"/admin/api/privacy/erasures/{plan.GetProperty("id").GetGuid()}/run", new { subject = typed, withShared });

    private Task<(int Status, JsonElement Body)> AskAsync(HttpMethod method, string path, object? body = null) =>
        AccessPlatform.AskAsync(access.Admin, method, path, body);

    private static (int, string?) Code((int Status, JsonElement Body) answer) =>
        (answer.Status, answer.Body.TryGetProperty("code", out var code) ? code.GetString() : null);
}
