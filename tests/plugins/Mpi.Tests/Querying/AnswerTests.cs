using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Mpi.Tests.Querying;

[Collection(IdentityCollection.Name)]
public sealed class AnswerTests(IdentityPlatform host)
{
    [Theory]
    [InlineData("nobody")]
    [InlineData("no_such_form")]
    [InlineData("no%0Asuch")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task Get_UnknownPatient_Answers404WithCode(string id)
    {
        using var answer = await host.Register.AskAsync(id);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        Assert.Equal("MPI-4041", (string?)problem!["code"]);
    }

    [Fact]
    public async Task Get_BeforeItIsScored_SaysPending()
    {
        // Holding the index's own lock keeps the handler waiting for as long as the test looks.
        await using var holder = await host.Platform.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await Run("SELECT pg_advisory_lock(hashtextextended('mpi.index.demo', 0))");

        await host.Register.PutAsync("early", new("Eila", "Wartend", "1950-01-09"));
        var pending = await host.Register.AwaitAsync("early", i => i.Status == "pending");
        await Run("SELECT pg_advisory_unlock(hashtextextended('mpi.index.demo', 0))");
        var scored = await host.Register.AwaitScoredAsync("early");

        Assert.Equal(("pending", null, 0), (pending.Status, pending.GoldenRecordId, pending.Records));
        Assert.Empty(pending.Links);
        Assert.Equal("unique", scored.Status);
        Assert.NotNull(scored.GoldenRecordId);

        async Task Run(string sql)
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, holder);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Get_FromAnotherTenant_Answers404()
    {
        await host.Register.PutAsync("theirs", new("Nora", "Nachbar", "1962-02-20"));
        await host.Register.AwaitScoredAsync("theirs");
        using var other = await host.Platform.OtherTenantAsync();

        using var answer = await other.GetAsync("/api/mpi/patients/theirs", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Put_OfOnePersonInTwoTenants_LinksNothing()
    {
        var person = new PersonText("Frieda", "Zweimal", "1947-05-15") { Phone = "555-0109-1111", Ssn = "999-21-3434" };
        using var other = await host.Platform.OtherTenantAsync();
        var there = new Register(other, host.Platform.Log);
        await host.Register.PutAsync("both", person);
        await there.PutAsync("both", person);

        var mine = await host.Register.AwaitScoredAsync("both");
        var theirs = await there.AwaitScoredAsync("both");

        Assert.Equal(("unique", "unique"), (mine.Status, theirs.Status));
        Assert.NotEqual(mine.GoldenRecordId, theirs.GoldenRecordId);
        Assert.Equal(0, await host.Platform.ScalarAsync<long>(
            "SELECT count(*) FROM mpi.blocking_key a JOIN mpi.blocking_key b USING (key) WHERE a.tenant_id <> b.tenant_id"));
    }

    [Fact]
    public async Task Get_WithoutTheRight_IsRefused()
    {
        await host.Register.PutAsync("closed", new("Ilse", "Verschlossen", "1972-03-11"));
        using var narrow = await host.Platform.ApiAsync("system/Observation.rs");
        using var nobody = host.Platform.Anonymous();

        using var forbidden = await narrow.GetAsync("/api/mpi/patients/closed", TestContext.Current.CancellationToken);
        using var unauthenticated = await nobody.GetAsync("/api/mpi/patients/closed", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unauthenticated.StatusCode);
    }

    [Fact]
    public async Task Get_OfALinkedPatient_AuditsBothRecords()
    {
        var person = new PersonText("Vera", "Protokoll", "1958-12-24") { Phone = "555-0166-8080", Ssn = "999-85-4444" };
        await host.Register.PutAsync("seen-a", person);
        await host.Register.PutAsync("seen-b", person);
        await host.Register.AwaitAsync("seen-a", i => i.Status == "linked");

        var asked = await Rows("actor_kind = 'client' AND subjects @> ARRAY['seen-a', 'seen-b']");
        var followed = await Rows("actor_kind = 'plugin' AND subjects && ARRAY['seen-a', 'seen-b'] AND kinds = ARRAY['Patient']");

        Assert.True(asked > 0);
        Assert.True(followed > 0);

        Task<long> Rows(string where) =>
            host.Platform.ScalarAsync<long>($"SELECT count(*) FROM platform.audit_event WHERE plugin = 'mpi' AND {where}");
    }
}
