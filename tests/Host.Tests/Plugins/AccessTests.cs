using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Host.Tests.Plugins;

/// <summary>Who may call a plugin's endpoint, and what stays of it.</summary>
public sealed class AccessTests(FixturePlatform fixture) : IClassFixture<FixturePlatform>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endpoint_WithoutAUser_Is401()
    {
        using var nobody = fixture.Platform.Anonymous();

        using var answer = await nobody.GetAsync("/api/hello/patients/1/notes", Token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("admin@demo")]
    [InlineData("patient@demo")]
    public async Task Endpoint_WithoutThePermission_Is403AndLeavesADeniedRow(string user)
    {
        using var client = await fixture.Platform.SignedInAsync(user);

        using var answer = await client.GetAsync("/api/hello/patients/denied-subject/notes", Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var rows = await fixture.Platform.ScalarAsync<long>(
            $"SELECT count(*) FROM platform.audit_event WHERE outcome = 'denied' AND actor_name = '{user}' AND 'denied-subject' = ANY (subjects)");
        Assert.Equal(1, rows);
    }

    [Fact]
    public async Task Read_OfPatientData_LeavesOneRowThatSaysWhoWhatAndWhy()
    {
        using var clinician = await fixture.Platform.SignedInAsync();

        using var answer = await clinician.GetAsync("/api/hello/patients/read-subject/notes", Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var row = await fixture.Platform.ScalarAsync<string>("""
            SELECT concat_ws('|', tenant_id, actor_kind, actor_name, action, array_to_string(kinds, ','), purpose, plugin, plugin_version, outcome)
            FROM platform.audit_event WHERE 'read-subject' = ANY (subjects)
            """);
        Assert.Equal("demo|user|clinician@demo|r|Note|TREAT|hello|1.0.0|success", row);
    }

    [Fact]
    public async Task Write_ThatCommits_HasItsRowAndEventInTheSameTransaction()
    {
        using var clinician = await fixture.Platform.SignedInAsync();
        Write(clinician);

        using var answer = await clinician.PostAsJsonAsync("/api/hello/patients/write-subject/notes", new { body = "a", number = 1 }, Token);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(1, await fixture.Platform.ScalarAsync<long>("SELECT count(*) FROM hello.note WHERE subject = 'write-subject'"));
        Assert.Equal(1, await fixture.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.audit_event WHERE 'write-subject' = ANY (subjects)"));
    }

    [Fact]
    public async Task Write_ThatFails_LeavesNeitherDataNorEvent()
    {
        using var clinician = await fixture.Platform.SignedInAsync();
        Write(clinician);

        using var answer = await clinician.PostAsJsonAsync("/api/hello/patients/failed-subject/notes", new { body = "fail after writing", number = 1 }, Token);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(0, await fixture.Platform.ScalarAsync<long>("SELECT count(*) FROM hello.note WHERE subject = 'failed-subject'"));
        Assert.Equal(0, await fixture.Platform.ScalarAsync<long>(
            "SELECT (SELECT count(*) FROM platform.outbox WHERE key = 'failed-subject') + (SELECT count(*) FROM platform.event WHERE key = 'failed-subject')"));
    }

    [Theory]
    [InlineData("{ \"body\": ")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public async Task Write_WithAMalformedBody_Is400(string body)
    {
        using var clinician = await fixture.Platform.SignedInAsync();
        Write(clinician);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await clinician.PostAsync("/api/hello/patients/1/notes", content, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("request.malformed", (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Read_WithAnotherTenantsToken_SeesNothing()
    {
        using var clinician = await fixture.Platform.SignedInAsync();
        Write(clinician);
        using var written = await clinician.PostAsJsonAsync("/api/hello/patients/tenant-subject/notes", new { body = "mine", number = 1 }, Token);
        using var other = await fixture.Platform.OtherTenantAsync();

        var notes = await other.GetFromJsonAsync<string[]>("/api/hello/patients/tenant-subject/notes", Token);

        Assert.Empty(notes!);
    }

    [Fact]
    public async Task Read_WhenTheAuditTrailCannotBeWritten_IsWithheld()
    {
        await using var platform = await PluginPlatform.Sdk.Testing.TestPlatform.StartAsync(FixturePlatform.Options(FixturePlatform.WellBehaved), Token);
        using var clinician = await platform.SignedInAsync();
        await using (var revoke = platform.Superuser.CreateCommand("REVOKE INSERT ON platform.audit_event FROM pp_kernel"))
        {
            await revoke.ExecuteNonQueryAsync(Token);
        }

        using var answer = await clinician.GetAsync("/api/hello/patients/1/notes", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("audit.unavailable", (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString());
    }

    /// <summary>A browser says where a write comes from; a cookie alone is not enough.</summary>
    private void Write(HttpClient client) => client.DefaultRequestHeaders.Add("Origin", fixture.Platform.Address.GetLeftPart(UriPartial.Authority));
}
