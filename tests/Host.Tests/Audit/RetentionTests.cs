using Host.Tests.Storage;
using Npgsql;
using PluginPlatform.Audit.Retention;
using PluginPlatform.Audit.Verifying;

namespace Host.Tests.Audit;

/// <summary>Months that a policy ended: the chain still verifies, and whoever tampers with it is still found.</summary>
public sealed class RetentionTests(KernelDatabases databases)
{
    private const int Months = 72;
    private static readonly DateOnly March = new(2017, 3, 1);
    private static readonly DateOnly April = new(2017, 4, 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drop_OldMonth_LeavesATrailThatVerifiesAndTellsTheRoot()
    {
        await using var tampered = await StartAsync();

        var dropped = Assert.Single(await DropAsync(tampered, March, Months));

        var report = await tampered.Trail.VerifyAsync(Token);
        Assert.True(report.Sound, string.Join("; ", report.Findings));
        Assert.Equal((12L, 22L), (report.Rows, report.Seals));
        Assert.Equal(dropped, Assert.Single(report.Dropped));
        Assert.Equal((March, 10L, 64), (dropped.Month, dropped.Rows, dropped.Root.Length));
        Assert.Equal([April], (await tampered.Trail.MonthsAsync(Token)).Where(month => month.Year == 2017));
    }

    [Theory]
    [InlineData("DELETE FROM platform.audit_dropped", FindingKinds.Deleted)]
    [InlineData("UPDATE platform.audit_dropped SET rows = rows - 1", FindingKinds.Retention)]
    [InlineData("UPDATE platform.audit_dropped SET root = sha256('x')", FindingKinds.Retention)]
    [InlineData("UPDATE platform.audit_dropped SET kept = 12", FindingKinds.Retention)]
    [InlineData("UPDATE platform.audit_dropped SET month = '2017-04-01'", FindingKinds.Retention)]
    [InlineData("UPDATE platform.audit_dropped SET mac = sha256('x')", FindingKinds.Retention)]
    [InlineData("UPDATE platform.audit_seal SET entries = overlay(entries placing '\\x00000000' from 20) WHERE number = 5", FindingKinds.Edited)]
    [InlineData("DELETE FROM platform.audit_seal WHERE number = 5", FindingKinds.Deleted)]
    [InlineData("TRUNCATE platform.audit_event_201704", FindingKinds.Deleted)]
    [InlineData("UPDATE platform.audit_event SET outcome = 'denied' WHERE request_id = 'r15'", FindingKinds.Edited)]
    [InlineData("INSERT INTO platform.audit_event SELECT '015ae3e4-0000-7000-8000-000000000001', '2017-03-20', tenant_id, actor_kind, actor_id, actor_name, action, kinds, subjects, purpose, plugin, plugin_version, operation, request_id, outcome, detail FROM platform.audit_event LIMIT 1", FindingKinds.Inserted)]
    public async Task Verify_TamperedAfterAMonthWasDropped_TellsIt(string sql, string kind)
    {
        await using var tampered = await StartAsync();
        await DropAsync(tampered, March, Months);

        await tampered.RunAsync(sql);

        Assert.Contains((await tampered.Trail.VerifyAsync(Token)).Findings, finding => finding.Kind == kind);
    }

    [Fact]
    public async Task Verify_MonthDroppedByASuperuser_IsDeletedRows()
    {
        await using var tampered = await StartAsync();
        await tampered.RunAsync("DROP TABLE platform.audit_event_201703");

        var finding = Assert.Single((await tampered.Trail.VerifyAsync(Token)).Findings);

        Assert.Equal((FindingKinds.Deleted, 1L, 10L), (finding.Kind, finding.Position, finding.Until));
    }

    [Fact]
    public async Task Drop_MonthThatIsToBeKept_IsRefusedByTheDatabase()
    {
        await using var tampered = await StartAsync();
        var now = TimeProvider.System.GetUtcNow();

        foreach (var (month, kept) in new[] { (March, 11), (March, 1200), (new DateOnly(now.Year, now.Month, 1), 12) })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => DropAsync(tampered, month, kept));
            Assert.Equal("PT002", refused.SqlState);
        }

        Assert.Empty((await tampered.Trail.VerifyAsync(Token)).Dropped);
    }

    [Fact]
    public async Task Drop_MonthWithRowsThatWereNotSealed_IsRefused()
    {
        await using var tampered = await StartAsync();
        await tampered.RunAsync("INSERT INTO platform.audit_event SELECT * FROM platform.audit_event WHERE request_id = 'r3'");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => DropAsync(tampered, March, Months));

        Assert.Equal("PT002", refused.SqlState);
        Assert.True(await CountAsync(tampered) == 11);
    }

    // Ten rows in March 2017, ten in April, two of now; one seal each.
    private async Task<TamperedTrail> StartAsync()
    {
        var tampered = await TamperedTrail.StartAsync(databases, 0);
        await tampered.RunAsync("SELECT platform.ensure_audit_partitions('2017-03-01Z', 2)");
        for (var i = 1; i <= 22; i++)
        {
            var row = AuditTrailTests.Row($"r{i}");
            await tampered.Trail.AppendAsync(i > 20 ? row : row with { At = new(2017, i > 10 ? 4 : 3, i, 12, 0, 0, TimeSpan.Zero) }, Token);
        }

        return tampered;
    }

    private static async Task<List<DroppedMonth>> DropAsync(TamperedTrail tampered, DateOnly month, int kept)
    {
        var dropped = new List<DroppedMonth>();
        await foreach (var one in tampered.Trail.DropAsync([month], kept, Token))
        {
            dropped.Add(one);
        }

        return dropped;
    }

    private static async Task<long> CountAsync(TamperedTrail tampered)
    {
        await using var command = tampered.Admin.CreateCommand("SELECT count(*) FROM platform.audit_event_201703");
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
