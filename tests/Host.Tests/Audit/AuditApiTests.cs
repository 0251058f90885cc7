using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Host.Tests.Plugins;

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

    private async Task<JsonElement> VerifyAsync()
    {
        using var admin = await fixture.Platform.SignedInAsync("admin@demo");
        admin.DefaultRequestHeaders.Add("Origin", fixture.Platform.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await admin.PostAsync("/admin/api/audit/verify", null, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }
}
