using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Host.Tests.Plugins;
using PluginPlatform.Sdk.Testing;

namespace Host.Tests.Admin;

/// <summary>The compliance report and the retention policies, through the real host.</summary>
public sealed class ComplianceTests(FixturePlatform fixture) : IClassFixture<FixturePlatform>, IAsyncLifetime
{
    private const string Compliance = "/admin/api/compliance";
    private const string Retention = "/admin/api/privacy/retention";

    private HttpClient _admin = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _admin = await BrowserAsync("admin@demo", "Demo-2026!");

    public ValueTask DisposeAsync()
    {
        _admin.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Report_OfAPeriod_SaysWhatTheTrailHolds()
    {
        using var nurse = await fixture.Platform.SignedInAsync("nurse@demo");
        for (var i = 0; i < 3; i++)
        {
            using var read = await nurse.GetAsync($"/api/hello/patients/counted-{i}/notes", Token);
        }

        using var signed = await fixture.Platform.ApiAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Platform.SignedInAsync("clinician@demo", "not the password"));
        using var verified = await _admin.PostAsync("/admin/api/audit/verify", null, Token);

        var report = await GetAsync(_admin, $"{Compliance}?days=1");

        var accesses = await fixture.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.audit_event WHERE tenant_id = 'demo' AND action ~ '^[cruds]+$'");
        Assert.Equal(accesses, report.GetProperty("hours").EnumerateArray().Sum(hour => hour.GetInt64()));
        Assert.Equal(accesses, report.GetProperty("outcomes").EnumerateArray().Sum(figure => figure.GetProperty("count").GetInt64()));
        Assert.InRange(Figure(report, "roles", "nurse"), 3, accesses);
        Assert.InRange(Figure(report, "refused", "invalid"), 1, 100);
        Assert.Contains(report.GetProperty("keys").EnumerateArray(), key => key.GetProperty("kind").GetString() == "signing" && key.GetProperty("policy").GetInt32() == 90);
        Assert.Contains(report.GetProperty("keys").EnumerateArray(), key => key.GetProperty("kind").GetString() == "master");
        Assert.True(report.GetProperty("trail").GetProperty("sound").GetBoolean());
        Assert.Contains("findings=0", report.GetProperty("trail").GetProperty("verified").GetString(), StringComparison.Ordinal);
        Assert.Contains(report.GetProperty("accounts").GetProperty("lines").EnumerateArray(), line => line.GetProperty("userName").GetString() == "admin@demo" && line.GetProperty("admin").GetBoolean());
        var findings = report.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()).ToList();
        Assert.Contains("admins-without-factor", findings);
        Assert.DoesNotContain("trail-unverified", findings);
        Assert.True(await fixture.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.audit_event WHERE action = 'compliance-read' AND actor_name = 'admin@demo' AND detail = 'days=1'") > 0);
    }

    [Fact]
    public async Task Report_OfAnotherTenantsAdmin_HoldsNothingOfThisOne()
    {
        using var other = await fixture.Platform.OtherTenantAsync();
        using var stranger = await OrgAdminAsync(TestPlatform.OtherTenant);

        var report = await GetAsync(stranger, $"{Compliance}?days=366");
        using var every = await stranger.GetAsync($"{Compliance}?everyTenant=true", Token);

        Assert.Equal(TestPlatform.OtherTenant, report.GetProperty("tenant").GetString());
        Assert.DoesNotContain("@demo", report.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("nurse", report.GetProperty("roles").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, every.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await GetAsync(_admin, $"{Compliance}?everyTenant=true")).GetProperty("tenant").ValueKind);
    }

    [Theory]
    [InlineData("?days=0", 400)]
    [InlineData("?days=367", 400)]
    [InlineData("?days=many", 400)]
    public async Task Report_OfAnOddPeriod_IsRefused(string query, int status)
    {
        using var answer = await _admin.GetAsync(Compliance + query, Token);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("clinician@demo")]
    [InlineData("patient@demo")]
    public async Task ReportAndRetention_WithoutThePermission_AreForbidden(string user)
    {
        using var client = await BrowserAsync(user, "Demo-2026!");

        using var report = await client.GetAsync(Compliance, Token);
        using var run = await client.PostAsJsonAsync(Retention, new { dryRun = true }, Token);
        using var policy = await client.PutAsJsonAsync($"{Retention}/demo", new { sessionDays = 1 }, Token);

        Assert.All([report, run, policy], answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
    }

    [Theory]
    [InlineData("demo", """{"auditMonths":24}""", 409)]
    [InlineData("demo", """{"auditMonths":11,"belowMinimum":true}""", 400)]
    [InlineData("demo", """{"sessionDays":0}""", 400)]
    [InlineData("no-such-tenant", """{"sessionDays":5}""", 404)]
    [InlineData("demo", """[]""", 400)]
    public async Task Policy_AgainstTheRules_IsRefused(string tenant, string body, int status)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await _admin.PutAsync($"{Retention}/{tenant}", content, Token);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Retention_DryThenForReal_EndsWhatThePolicyEnds()
    {
        await using var set = fixture.Platform.Superuser.CreateCommand("""
            INSERT INTO platform.user_sessions (id, user_id, started_at, expires_at, ended_at, last_seen_at)
            SELECT gen_random_uuid(), id, now() - interval '40 days', now() - interval '39 days', now() - interval '39 days', now() - interval '39 days'
            FROM platform.users, generate_series(1, 3) WHERE user_name = 'admin@demo';
            INSERT INTO platform.mail_links (token_hash, user_id, kind, created_at, expires_at, used_at)
            SELECT sha256('old'), id, 'reset', now() - interval '90 days', now() - interval '90 days', now() - interval '90 days' FROM platform.users WHERE user_name = 'admin@demo';
            SELECT platform.ensure_audit_partitions('2017-03-01Z', 1);
            """);
        await set.ExecuteNonQueryAsync(Token);
        using var policy = await _admin.PutAsJsonAsync($"{Retention}/demo", new { auditMonths = 84, sessionDays = 30 }, Token);
        Assert.Equal(HttpStatusCode.OK, policy.StatusCode);

        var dry = await RunAsync(true);
        Assert.Equal((3, 1, 1), (Removed(dry, "sessions"), Removed(dry, "links"), Removed(dry, "audit")));
        Assert.Equal((3, 1, 1), await StoredAsync());

        // A row that nobody sealed: the trail does not verify, and no month goes.
        await RunSqlAsync("INSERT INTO platform.audit_event SELECT '015ae3e4-0000-7000-8000-000000000001', '2017-03-20', tenant_id, actor_kind, actor_id, actor_name, action, kinds, subjects, purpose, plugin, plugin_version, operation, request_id, outcome, detail FROM platform.audit_event LIMIT 1");
        var refused = await RunAsync(false);
        Assert.Equal((3, 1, 0), (Removed(refused, "sessions"), Removed(refused, "links"), Removed(refused, "audit")));
        Assert.NotEqual(JsonValueKind.Null, refused.GetProperty("refused").ValueKind);
        Assert.Equal((0, 0, 1), await StoredAsync());

        await RunSqlAsync("DELETE FROM platform.audit_event_201703");
        var done = await RunAsync(false);
        Assert.Equal("2017-03", Assert.Single(done.GetProperty("parts").EnumerateArray(), part => part.GetProperty("kind").GetString() == "audit").GetProperty("months")[0].GetString());
        Assert.Equal((0, 0, 0), await StoredAsync());
        var state = await GetAsync(_admin, Retention);
        Assert.Contains(state.GetProperty("runs").EnumerateArray(), run => run.GetProperty("note").GetString()!.StartsWith("2017-03: 0 rows, root ", StringComparison.Ordinal));
        Assert.Contains(state.GetProperty("policies").EnumerateArray(), one => one.GetProperty("tenant").GetString() == "demo" && one.GetProperty("auditMonths").GetInt32() == 84);
        using var verified = await _admin.PostAsync("/admin/api/audit/verify", null, Token);
        var report = await verified.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.True(report.GetProperty("sound").GetBoolean(), report.GetRawText());
        Assert.Equal("2017-03-01", report.GetProperty("dropped")[0].GetProperty("month").GetString());
    }

    [Fact]
    public async Task Retention_WhileAnotherHostIsAtIt_IsRefused()
    {
        await using var held = await fixture.Platform.Superuser.OpenConnectionAsync(Token);
        await using var transaction = await held.BeginTransactionAsync(Token);
        await using var hold = new Npgsql.NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended('platform.retention', 0))", held);
        await hold.ExecuteNonQueryAsync(Token);

        using var answer = await _admin.PostAsJsonAsync(Retention, new { dryRun = false }, Token);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    private async Task<JsonElement> RunAsync(bool dryRun)
    {
        using var answer = await _admin.PostAsJsonAsync(Retention, new { dryRun }, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private async Task<(long Sessions, long Links, long Months)> StoredAsync() => (
        await fixture.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.user_sessions WHERE ended_at < now() - interval '30 days'"),
        await fixture.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.mail_links WHERE used_at < now() - interval '30 days'"),
        await fixture.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.audit_months() AS m WHERE m < '2018-01-01'"));

    private static long Removed(JsonElement report, string kind) =>
        report.GetProperty("parts").EnumerateArray().Single(part => part.GetProperty("kind").GetString() == kind).GetProperty("removed").GetInt64();

    private static long Figure(JsonElement report, string list, string name) =>
        report.GetProperty(list).EnumerateArray().Single(figure => figure.GetProperty("name").GetString() == name).GetProperty("count").GetInt64();

    private static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private async Task RunSqlAsync(string sql)
    {
        await using var command = fixture.Platform.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task<HttpClient> OrgAdminAsync(string tenant)
    {
        using var added = await _admin.PostAsJsonAsync("/admin/api/users", new { userName = $"compliance@{tenant}", tenant, roles = new[] { "org_admin" }, password = "Compliance-2026!" }, Token);
        Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync(Token));
        return await BrowserAsync($"compliance@{tenant}", "Compliance-2026!");
    }

    private async Task<HttpClient> BrowserAsync(string user, string password)
    {
        var client = await fixture.Platform.SignedInAsync(user, password);
        client.DefaultRequestHeaders.Add("Origin", fixture.Platform.Address.GetLeftPart(UriPartial.Authority));
        return client;
    }
}
