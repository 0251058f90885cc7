using Host.Tests.Storage;
using PluginPlatform.Audit;
using PluginPlatform.Audit.Verifying;
using PluginPlatform.Sdk.Access;

namespace Host.Tests.Audit;

/// <summary>What a superuser of the database does to the trail is found, each time with the position.</summary>
public sealed class TamperTests(KernelDatabases databases)
{
    private const int Rows = 40;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_UntouchedTrail_IsSound()
    {
        await using var tampered = await StartAsync();

        var report = await tampered.Trail.VerifyAsync(Token);

        Assert.True(report.Sound, string.Join("; ", report.Findings));
        Assert.Equal((Rows, Rows, 0L, 1, 0), (report.Rows, report.Seals, report.Unsealed, report.AnchoredChains, report.OtherChains));
    }

    [Theory]
    [InlineData("outcome = 'denied'")]
    [InlineData("actor_id = 'somebody-else'")]
    [InlineData("subjects = subjects || '{other}'")]
    [InlineData("detail = ''")]
    [InlineData("at = at + interval '1 microsecond'")]
    [InlineData("kinds = '{}'")]
    public async Task Verify_RowEdited_TellsItsPosition(string change)
    {
        await using var tampered = await StartAsync();
        await tampered.RunAsync($"UPDATE platform.audit_event SET {change} WHERE request_id = 'r17'");

        Assert.Equal(new(FindingKinds.Edited, 17, 17), await tampered.OnlyFindingAsync());
    }

    [Fact]
    public async Task Verify_RowDeletedInTheMiddle_TellsItsPosition()
    {
        await using var tampered = await StartAsync();
        await tampered.RunAsync("DELETE FROM platform.audit_event WHERE request_id IN ('r11', 'r12', 'r13')");

        Assert.Equal(new(FindingKinds.Deleted, 11, 13), await tampered.OnlyFindingAsync());
    }

    [Fact]
    public async Task Verify_RowsAndTheirSealsDeletedInTheMiddle_TellsTheirPositions()
    {
        await using var tampered = await StartAsync();
        await tampered.RunAsync("DELETE FROM platform.audit_event WHERE request_id IN ('r11', 'r12')");
        await tampered.RunAsync("DELETE FROM platform.audit_seal WHERE first_position IN (11, 12)");

        Assert.Equal(new(FindingKinds.Deleted, 11, 12), await tampered.OnlyFindingAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(Rows)]
    public async Task Verify_TailCutWithItsSeals_TellsWhereItEnds(int count)
    {
        await using var tampered = await StartAsync();
        await tampered.RunAsync($"DELETE FROM platform.audit_event WHERE substr(request_id, 2)::int > {Rows - count}");
        await tampered.RunAsync($"DELETE FROM platform.audit_seal WHERE first_position > {Rows - count}");

        Assert.Equal(new(FindingKinds.TailCut, Rows - count + 1, Rows), await tampered.OnlyFindingAsync());
    }

    [Fact]
    public async Task Verify_NewestRowsCutButNotTheirSeals_TellsWhereItEnds()
    {
        await using var tampered = await StartAsync();
        await tampered.RunAsync($"DELETE FROM platform.audit_event WHERE substr(request_id, 2)::int > {Rows - 3}");

        Assert.Equal(new(FindingKinds.TailCut, Rows - 2, Rows), await tampered.OnlyFindingAsync());
    }

    [Fact]
    public async Task Verify_MonthTruncated_TellsTheRange()
    {
        await using var tampered = await StartAsync();
        await tampered.RunAsync($"TRUNCATE platform.audit_event_{TimeProvider.System.GetUtcNow():yyyyMM}");

        Assert.Equal(new(FindingKinds.TailCut, 1, Rows), await tampered.OnlyFindingAsync());
    }

    [Theory]
    [InlineData("id")]
    [InlineData("at")]
    public async Task Verify_RowsReordered_TellsBothPositions(string column)
    {
        await using var tampered = await StartAsync();
        await tampered.RunAsync($"""
            UPDATE platform.audit_event e SET {column} = o.{column} FROM platform.audit_event o
            WHERE (e.request_id, o.request_id) IN (('r8', 'r21'), ('r21', 'r8'))
            """);

        Assert.Equal([new(FindingKinds.Reordered, 8, 8), new(FindingKinds.Reordered, 21, 21)], await tampered.FindingsAsync());
    }

    [Fact]
    public async Task Verify_SealsReordered_TellsBothPositions()
    {
        await using var tampered = await StartAsync();
        await tampered.RunAsync("UPDATE platform.audit_seal SET number = -number WHERE number IN (8, 21)");
        await tampered.RunAsync("""
            UPDATE platform.audit_seal SET number = 29 + number, first_position = 29 + number WHERE number IN (-8, -21)
            """);

        Assert.Equal([new(FindingKinds.Reordered, 8, 8), new(FindingKinds.Reordered, 21, 21)], await tampered.FindingsAsync());
    }

    [Theory]
    [InlineData("NULL")]
    [InlineData("'\\x00'")]
    [InlineData("decode(repeat('00', 52), 'hex')")]
    public async Task Verify_RowInserted_TellsWhereItWasStored(string proof)
    {
        await using var tampered = await StartAsync();
        await tampered.RunAsync($"""
            INSERT INTO platform.audit_event
            SELECT '01900000-0000-7000-8000-000000000001', at, tenant_id, actor_kind, actor_id, actor_name, action, kinds, subjects, purpose, plugin,
                plugin_version, operation, request_id, outcome, detail, {proof} FROM platform.audit_event WHERE request_id = 'r9'
            """);

        Assert.Equal(new(FindingKinds.Inserted, Rows, Rows), await tampered.OnlyFindingAsync());
    }

    [Fact]
    public async Task Verify_RowInsertedTwice_TellsWhereItWasStored()
    {
        await using var tampered = await StartAsync();
        await tampered.RunAsync("INSERT INTO platform.audit_event SELECT * FROM platform.audit_event WHERE request_id = 'r9'");

        Assert.Equal(new(FindingKinds.Inserted, Rows, Rows), await tampered.OnlyFindingAsync());
    }

    [Fact]
    public async Task Verify_RowOfAWriteInsertedTwice_TellsWhereItWasStored()
    {
        await using var tampered = await StartAsync();
        await using var plugin = await Notes.PrepareAsync(tampered.Storage);
        var scope = new AccessScope(Notes.Call("a"), Notes.Id, "1.2.0", "/x", new(DataAction.Create, "Note", null), "p1", tampered.Trail, TimeProvider.System);
        await using (var transaction = await plugin.Open(Notes.Call("a"), scope).BeginAsync(Token))
        {
            await Notes.AddAsync(transaction, "1");
            await transaction.CommitAsync(Token);
        }

        await scope.CompleteAsync(AuditOutcome.Success, Token);
        Assert.Empty(await tampered.FindingsAsync());
        await tampered.RunAsync("INSERT INTO platform.audit_event SELECT * FROM platform.audit_event WHERE proof IS NOT NULL");

        Assert.Equal(new(FindingKinds.Inserted, Rows + 1, Rows + 1), await tampered.OnlyFindingAsync());
    }

    [Fact]
    public async Task Verify_ChainRecomputedFromAnEditedRowOn_TellsItsPosition()
    {
        await using var tampered = await StartAsync();
        await tampered.RunAsync("UPDATE platform.audit_event SET outcome = 'denied' WHERE request_id = 'r30'");
        await RecomputeChain.RunAsync(tampered.Admin, 30, Token);

        var findings = await tampered.FindingsAsync();

        Assert.Equal(new(FindingKinds.Recomputed, 30, 30), findings[0]);
    }

    [Fact]
    public async Task Verify_ListOfASealEdited_TellsItsPosition()
    {
        await using var tampered = await StartAsync();
        await tampered.RunAsync("UPDATE platform.audit_seal SET entries = overlay(entries placing '\\x00000000' from 20) WHERE number = 5");

        Assert.Equal(new(FindingKinds.Edited, 5, 5), (await tampered.FindingsAsync())[0]);
    }

    private Task<TamperedTrail> StartAsync() => TamperedTrail.StartAsync(databases, Rows);
}
