using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Host.Tests.Plugins;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Testing;

namespace Host.Tests.Audit;

/// <summary>The trail through the real host.</summary>
public sealed class AuditApiTests(FixturePlatform fixture) : IClassFixture<FixturePlatform>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_AfterReadsAndWrites_IsSoundAndAuditedItself()
    {
        using var clinician = await fixture.Platform.SignedInAsync();
        clinician.DefaultRequestHeaders.Add("Origin", fixture.Platform.Address.GetLeftPart(UriPartial.Authority));
        for (var i = 0; i < 5; i++)
        {
            using var read = await clinician.GetAsync($"/api/hello/patients/sealed-{i}/notes", Token);
            using var written = await clinician.PostAsJsonAsync($"/api/hello/patients/sealed-{i}/notes", new { body = "a", number = 1 }, Token);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Created), (read.StatusCode, written.StatusCode));
        }

        // Every answered row is sealed: those of writes too.
        Assert.Equal(0, await fixture.Platform.ScalarAsync<long>("""
            SELECT count(*) FROM platform.audit_event e WHERE subjects[1] LIKE 'sealed-%'
              AND NOT EXISTS (SELECT FROM platform.audit_seal s WHERE position(uuid_send(e.id) IN s.entries) > 0)
            """));
        var report = await VerifyAsync();
        Assert.True(report.GetProperty("sound").GetBoolean(), report.GetRawText());
        Assert.Equal(1, await fixture.Platform.ScalarAsync<long>(
            "SELECT count(*) FROM (SELECT 1 FROM platform.audit_event WHERE action = 'audit-verify' AND actor_name = 'admin@demo' LIMIT 1) AS looked"));
    }

    [Theory]
    [InlineData("clinician@demo")]
    [InlineData("patient@demo")]
    public async Task Verify_WithoutThePermission_Is403(string user)
    {
        using var client = await fixture.Platform.SignedInAsync(user);
        client.DefaultRequestHeaders.Add("Origin", fixture.Platform.Address.GetLeftPart(UriPartial.Authority));

        using var answer = await client.PostAsync("/admin/api/audit/verify", null, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Search_BySubject_TellsWhoSawAndLeavesARowOfTheLook()
    {
        using var clinician = await fixture.Platform.SignedInAsync();
        using var read = await clinician.GetAsync("/api/hello/patients/searched-1/notes", Token);
        using var admin = await AdminAsync();

        var found = await SearchAsync(admin, new { filter = new { subject = "searched-1", outcome = "success" } });

        var row = Assert.Single(found.GetProperty("rows").EnumerateArray());
        Assert.Equal(("clinician@demo", "r", "hello"), (row.GetProperty("actorName").GetString(), row.GetProperty("action").GetString(), row.GetProperty("plugin").GetString()));
        Assert.Equal(1, await fixture.Platform.ScalarAsync<long>(
            "SELECT count(*) FROM platform.audit_event WHERE action = 'audit-read' AND subjects = '{searched-1}' AND actor_name = 'admin@demo' AND detail = 'outcome=success'"));
    }

    [Fact]
    public async Task Search_ByActorPageByPage_GivesEveryRowOnce()
    {
        using var nurse = await fixture.Platform.SignedInAsync("nurse@demo");
        for (var i = 0; i < 7; i++)
        {
            using var read = await nurse.GetAsync($"/api/hello/patients/paged-{i}/notes", Token);
        }

        using var admin = await AdminAsync();
        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = await SearchAsync(admin, new { filter = new { actor = "nurse@demo", action = "r" }, after, limit = 3 });
            ids.AddRange(page.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("subjects")[0].GetString()!));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.Equal(["paged-6", "paged-5", "paged-4", "paged-3", "paged-2", "paged-1", "paged-0"], ids);
    }

    [Fact]
    public async Task Search_ByAnOrganisationsAdmin_SeesTheOwnTenantOnly()
    {
        using var other = await fixture.Platform.OtherTenantAsync();
        using var read = await other.GetAsync("/api/hello/patients/of-another-tenant/notes", Token);
        using var orgAdmin = await OrgAdminAsync();

        var own = await SearchAsync(orgAdmin, new { filter = new { subject = "of-another-tenant" } });
        using var refused = await orgAdmin.PostAsJsonAsync("/admin/api/audit/search", new { filter = new { tenant = "other" } }, Token);
        using var all = await orgAdmin.PostAsJsonAsync("/admin/api/audit/search", new { filter = new { tenant = "*" } }, Token);
        using var verify = await orgAdmin.PostAsync("/admin/api/audit/verify", null, Token);
        using var admin = await AdminAsync();
        var every = await SearchAsync(admin, new { filter = new { tenant = "*", subject = "of-another-tenant", action = "r" } });

        Assert.Empty(own.GetProperty("rows").EnumerateArray());
        Assert.All([refused.StatusCode, all.StatusCode, verify.StatusCode], status => Assert.Equal(HttpStatusCode.Forbidden, status));
        Assert.Equal("other", Assert.Single(every.GetProperty("rows").EnumerateArray()).GetProperty("tenant").GetString());
    }

    [Theory]
    [InlineData("""{ "filter": { "subject": "a\u0000b" } }""", HttpStatusCode.OK)]
    [InlineData("""{ "filter": { "from": "yesterday" } }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "after": "1.2" }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "after": "99999999999999999999.00000000000000000000000000000000" }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "limit": -5 }""", HttpStatusCode.OK)]
    [InlineData("""[]""", HttpStatusCode.BadRequest)]
    public async Task Search_OddInput_IsAnswered(string body, HttpStatusCode status)
    {
        using var admin = await AdminAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await admin.PostAsync("/admin/api/audit/search", content, Token);

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task Export_OfASubject_IsAFileOfItsRows(string format)
    {
        using var clinician = await fixture.Platform.SignedInAsync();
        using var read = await clinician.GetAsync($"/api/hello/patients/=export-{format},1/notes", Token);
        using var admin = await AdminAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["format"] = format, ["subject"] = $"=export-{format},1", ["action"] = "r" });

        using var answer = await admin.PostAsync("/admin/api/audit/export", form, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"audit.{format}", answer.Content.Headers.ContentDisposition!.FileName);
        var text = await answer.Content.ReadAsStringAsync(Token);
        if (format == "csv")
        {
            Assert.Contains(",\"'=export-csv,1\",TREAT,hello,", text.Split("\r\n")[1], StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("=export-json,1", Assert.Single(JsonDocument.Parse(text).RootElement.EnumerateArray()).GetProperty("subjects")[0].GetString());
        }
    }

    [Fact]
    public async Task Answer_WhenRowsCannotBeSealed_IsWithheld()
    {
        await using var platform = await TestPlatform.StartAsync(FixturePlatform.Options(FixturePlatform.WellBehaved), Token);
        using var clinician = Writing(await platform.SignedInAsync(), platform);
        using var admin = Writing(await platform.SignedInAsync("admin@demo"), platform);
        await using (var revoke = platform.Superuser.CreateCommand("REVOKE INSERT ON platform.audit_seal FROM pp_kernel"))
        {
            await revoke.ExecuteNonQueryAsync(Token);
        }

        using var read = await clinician.GetAsync("/api/hello/patients/unsealed/notes", Token);
        using var written = await clinician.PostAsJsonAsync("/api/hello/patients/unsealed/notes", new { body = "a", number = 1 }, Token);
        using var looked = await admin.PostAsJsonAsync("/admin/api/audit/search", new { }, Token);

        foreach (var answer in (HttpResponseMessage[])[read, written, looked])
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("audit.unavailable", (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString());
        }

        // The write stands, with its row, which waits for its seal.
        Assert.Equal(1, await platform.ScalarAsync<long>("SELECT count(*) FROM hello.note WHERE subject = 'unsealed'"));
        Assert.Equal(1, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.audit_event WHERE subjects = '{unsealed}' AND proof IS NOT NULL"));
    }

    private static async Task<JsonElement> SearchAsync(HttpClient client, object search)
    {
        using var answer = await client.PostAsJsonAsync("/admin/api/audit/search", search, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private async Task<HttpClient> AdminAsync() => Writing(await fixture.Platform.SignedInAsync("admin@demo"));

    private async Task<HttpClient> OrgAdminAsync()
    {
        var users = fixture.Platform.Services.GetRequiredService<UserDirectory>();
        var added = await users.AddAsync(
            new NewUser("audit-org@demo", "demo", [Roles.OrgAdmin]) { Password = "A-long-Passphrase-7" }, Actor.Plugin("tests"), Token);
        Assert.IsType<AddUserOutcome.Added>(added);
        return Writing(await fixture.Platform.SignedInAsync("audit-org@demo", "A-long-Passphrase-7"));
    }

    private HttpClient Writing(HttpClient client) => Writing(client, fixture.Platform);

    private static HttpClient Writing(HttpClient client, TestPlatform platform)
    {
        client.DefaultRequestHeaders.Add("Origin", platform.Address.GetLeftPart(UriPartial.Authority));
        return client;
    }

    private async Task<JsonElement> VerifyAsync()
    {
        using var admin = await AdminAsync();
        using var answer = await admin.PostAsync("/admin/api/audit/verify", null, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }
}
