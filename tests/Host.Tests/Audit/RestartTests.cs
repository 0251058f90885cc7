using Host.Tests.Storage;
using Npgsql;
using PluginPlatform.Audit;
using PluginPlatform.Audit.Anchoring;
using PluginPlatform.Audit.Verifying;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Storage;

namespace Host.Tests.Audit;

/// <summary>How a chain goes on after its host ended, orderly or not.</summary>
public sealed class RestartTests(KernelDatabases databases) : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_AfterAnOrderlyEnd_GoesOnInTheSameChain()
    {
        await using var storage = await databases.NewStorageAsync();
        await AppendAsync(storage, 3);
        await AppendAsync(storage, 3);

        using var anchor = Anchor();
        await using var trail = TestTrail.Over(storage, anchor);
        await trail.AppendAsync(AuditTrailTests.Row("last"), Token);
        var report = await trail.VerifyAsync(Token);

        Assert.True(report.Sound);
        Assert.Equal((7L, 1, 0), (report.Rows, report.AnchoredChains, report.OtherChains));
    }

    [Fact]
    public async Task Start_NewestBatchCutOff_IsWrittenAgainFromTheAnchor()
    {
        var admin = await databases.NewDatabaseAsync();
        await using var storage = await databases.OpenAsync(admin);
        await AppendAsync(storage, 3);
        await RunAsync(admin, "DELETE FROM platform.audit_event WHERE request_id = 'r3'; DELETE FROM platform.audit_seal WHERE number = 3");

        using var anchor = Anchor();
        await using var trail = TestTrail.Over(storage, anchor);
        await trail.AppendAsync(AuditTrailTests.Row("last"), Token);

        Assert.True((await trail.VerifyAsync(Token)).Sound);
        Assert.Equal(["last", "r3", "r2", "r1"], (await trail.SearchAsync(new() { Tenant = "a", Limit = 10 }, Token)).Select(r => r.RequestId));
    }

    [Fact]
    public async Task Start_TailCutOff_BeginsAnotherChainAndStillTellsTheCut()
    {
        var admin = await databases.NewDatabaseAsync();
        await using var storage = await databases.OpenAsync(admin);
        await AppendAsync(storage, 5);
        await RunAsync(admin, "DELETE FROM platform.audit_event WHERE request_id IN ('r4', 'r5'); DELETE FROM platform.audit_seal WHERE number > 3");
        await AppendAsync(storage, 2);

        using var anchor = Anchor();
        await using var trail = TestTrail.Over(storage, anchor);
        await trail.AppendAsync(AuditTrailTests.Row("last"), Token);
        var report = await trail.VerifyAsync(Token);

        var finding = Assert.Single(report.Findings);
        Assert.Equal((FindingKinds.TailCut, 4L, 5L), (finding.Kind, finding.Position, finding.Until));
        Assert.Equal((6L, 2), (report.Rows, report.AnchoredChains));
    }

    [Fact]
    public async Task Start_AfterACrashBetweenCommitAndSeal_SealsTheRowOfTheWrite()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        using (var ended = Anchor())
        {
            var trail = TestTrail.Over(storage, ended);
            await trail.AppendAsync(AuditTrailTests.Row("first"), Token);
            await trail.DisposeAsync();
            var scope = new AccessScope(Notes.Call("a"), "notes-x", "1.2.0", "/x", new(DataAction.Create, "Note", null), "p1", trail, TimeProvider.System);
            await using var transaction = await plugin.Open(Notes.Call("a"), scope).BeginAsync(Token);
            await Notes.AddAsync(transaction, "1");
            await transaction.CommitAsync(Token);
            await Assert.ThrowsAsync<AuditUnavailableException>(() => scope.CompleteAsync(AuditOutcome.Success, Token));
            var left = await trail.VerifyAsync(Token);
            Assert.Equal((true, 1L, 2L), (left.Sound, left.Unsealed, left.Rows));
        }

        using var anchor = Anchor();
        await using var next = TestTrail.Over(storage, anchor);
        await next.AppendAsync(AuditTrailTests.Row("last"), Token);
        var report = await next.VerifyAsync(Token);

        Assert.Equal((true, 0L, 3L, 3L), (report.Sound, report.Unsealed, report.Rows, report.Seals));
    }

    [Fact]
    public async Task Append_AnchorCannotBeWritten_FailsUntilItCanAgain()
    {
        await using var storage = await databases.NewStorageAsync();
        var anchor = new MemoryAnchor();
        await using var trail = TestTrail.Over(storage, anchor);
        await trail.AppendAsync(AuditTrailTests.Row("r1"), Token);
        anchor.Fails = true;

        await Assert.ThrowsAsync<AuditUnavailableException>(() => trail.AppendAsync(AuditTrailTests.Row("r2"), Token));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => trail.AppendAsync(AuditTrailTests.Row("r3"), Token));

        anchor.Fails = false;
        await trail.AppendAsync(AuditTrailTests.Row("r4"), Token);
        Assert.True((await trail.VerifyAsync(Token)).Sound);
    }

    [Fact]
    public async Task Start_RowsFromBeforeSeals_AreSealedOnceByOneHost()
    {
        var admin = await databases.NewDatabaseAsync();
        await using var storage = await databases.OpenAsync(admin);
        await RunAsync(admin, """
            INSERT INTO platform.audit_event (id, at, tenant_id, actor_kind, actor_id, action, kinds, subjects, purpose, plugin, operation, request_id, outcome)
            SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, now() - make_interval(mins => 2000 - i), 'a', 'user', 'u1', 'r',
                '{Patient}', ARRAY['p' || i, 'é'], 'TREAT', 'fhir', '/x', 'old' || i, 'success'
            FROM generate_series(1, 1200) AS i
            """);
        await using var one = TestTrail.Over(storage);
        await using var two = TestTrail.Over(storage);

        await Task.WhenAll(one.AppendAsync(AuditTrailTests.Row("one"), Token), two.AppendAsync(AuditTrailTests.Row("two"), Token));

        var report = await one.VerifyAsync(Token);
        Assert.Equal((true, 1202L, 5L), (report.Sound, report.Rows, report.Seals));
        await RunAsync(admin, "UPDATE platform.audit_event SET actor_id = 'x' WHERE request_id = 'old600'");
        var finding = Assert.Single((await one.VerifyAsync(Token)).Findings);
        Assert.Equal((FindingKinds.Edited, 600L), (finding.Kind, finding.Position));
    }

    [Fact]
    public async Task Append_TwoHostsAtOnce_EachHasItsOwnSoundChain()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var one = TestTrail.Over(storage);
        await using var two = TestTrail.Over(storage);

        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => (i % 2 == 0 ? one : two).AppendAsync(AuditTrailTests.Row($"r{i}"), Token)));

        foreach (var trail in (AuditTrail[])[one, two])
        {
            var report = await trail.VerifyAsync(Token);
            Assert.Equal((true, 400L, 1, 1), (report.Sound, report.Rows, report.AnchoredChains, report.OtherChains));
        }
    }

    [Fact]
    public async Task Read_NewestFileTorn_GivesTheRecordBefore()
    {
        using (var anchor = Anchor())
        {
            await anchor.KeepAsync(new(anchor.Id, 7, new byte[] { 7, 7 }));
            await anchor.KeepAsync(new(anchor.Id, 8, new byte[] { 8, 8, 8 }));
            Assert.Equal(8, Assert.Single(await anchor.ReadAsync(Token)).Number);
        }

        var torn = Path.Combine(_folder.Path, "audit", $"{Anchor().Id:n}.seal0");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(torn));
        await using (var file = new FileStream(torn, FileMode.Open))
        {
            file.Position = 45;
            file.WriteByte(0);
        }

        using var again = Anchor();
        var record = Assert.Single(await again.ReadAsync(Token));
        Assert.Equal((7L, 2), (record.Number, record.Content.Length));
    }

    private FileAnchor Anchor() => new(Path.Combine(_folder.Path, "audit"), TimeProvider.System);

    private async Task AppendAsync(PlatformStorage storage, int count)
    {
        using var anchor = Anchor();
        await using var trail = TestTrail.Over(storage, anchor);
        for (var i = 1; i <= count; i++)
        {
            await trail.AppendAsync(AuditTrailTests.Row($"r{i}"), Token);
        }
    }

    private static async Task RunAsync(string admin, string sql)
    {
        await using var source = NpgsqlDataSource.Create(admin);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }
}
