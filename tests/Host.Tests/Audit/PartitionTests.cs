using Host.Tests.Identity;
using Host.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PluginPlatform.Audit;
using PluginPlatform.Audit.Partitions;
using PluginPlatform.Events;
using PluginPlatform.Storage;

namespace Host.Tests.Audit;

public sealed class PartitionTests(KernelDatabases databases)
{
    private static readonly DateTimeOffset InTwoYears = new(2028, 2, 29, 23, 59, 59, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_ExistingRows_AreKeptInTheirOrderAndMonths()
    {
        var admin = await databases.EmptyDatabaseAsync("audit_before_partitions");
        await using (await StartAsync(admin, new KernelMigrations("audit", new ScriptAssembly(("0001_audit", FirstMigration())))))
        {
            await RunAsync(admin, """
                INSERT INTO platform.audit_event (at, tenant_id, actor_kind, actor_id, action, kinds, subjects, purpose, plugin, operation, request_id, outcome)
                SELECT '2026-09-30T23:30:00Z'::timestamptz + make_interval(hours => i), 'a', 'user', 'u1', 'r', '{Patient}', ARRAY['p' || i], 'TREAT', 'fhir', '/x', 'r' || i, 'success'
                FROM generate_series(0, 9) AS i
                """);
        }

        await using var storage = await databases.OpenAsync(admin);
        await using var trail = TestTrail.Over(storage);

        var rows = await trail.SearchAsync(new() { Tenant = "a", Limit = 100 }, Token);
        Assert.Equal(["r9", "r8", "r7", "r6", "r5", "r4", "r3", "r2", "r1", "r0"], rows.Select(r => r.RequestId));
        Assert.Equal(["p3"], rows.Single(r => r.RequestId == "r3").Subjects);
        Assert.Equal(1L, await CountAsync(admin, "platform.audit_event_202609"));
        Assert.Equal(9L, await CountAsync(admin, "platform.audit_event_202610"));
    }

    [Fact]
    public async Task Append_MonthWithoutPartition_IsKeptAndMovesWhenItIsMade()
    {
        var admin = await databases.NewDatabaseAsync();
        await using var storage = await databases.OpenAsync(admin);
        await using var trail = TestTrail.Over(storage);
        await trail.AppendAsync(AuditTrailTests.Row("late") with { At = InTwoYears }, Token);
        Assert.Equal(1L, await CountAsync(admin, "platform.audit_event_default"));

        using var keep = Keep(storage, InTwoYears);
        var made = await keep.EnsureAsync(Token);
        var again = await keep.EnsureAsync(Token);

        Assert.Equal((4, 0), (made, again));
        Assert.Equal(0L, await CountAsync(admin, "platform.audit_event_default"));
        Assert.Equal(1L, await CountAsync(admin, "platform.audit_event_202802"));
        Assert.Single(await trail.SearchAsync(new() { Tenant = "a", Limit = 10 }, Token));
    }

    [Fact]
    public async Task Ensure_HostsAtOnceWhileRowsArrive_LosesNone()
    {
        var admin = await databases.NewDatabaseAsync();
        await using var storage = await databases.OpenAsync(admin);
        await using var trail = TestTrail.Over(storage);
        using var keep = Keep(storage, InTwoYears);

        var appends = Enumerable.Range(0, 500).Select(i => trail.AppendAsync(AuditTrailTests.Row($"r{i}") with { At = InTwoYears.AddDays(i % 90) }, Token));
        await Task.WhenAll([.. appends, keep.EnsureAsync(Token), keep.EnsureAsync(Token), keep.EnsureAsync(Token)]);

        Assert.Equal(500L, await CountAsync(admin, "platform.audit_event"));
        Assert.Equal(0, await keep.EnsureAsync(Token));
    }

    [Fact]
    public async Task Start_NextMonthsMissing_MakesThemAhead()
    {
        var admin = await databases.NewDatabaseAsync();
        await using var storage = await databases.OpenAsync(admin);
        using var keep = Keep(storage, new DateTimeOffset(2030, 12, 31, 23, 0, 0, TimeSpan.Zero));

        await keep.StartAsync(Token);
        while (await CountAsync(admin, "pg_class WHERE relname ~ '^audit_event_(203012|203101|203102|203103)$'") < 4)
        {
            await Task.Delay(20, Token);
        }

        await keep.StopAsync(Token);
    }

    [Theory]
    [InlineData("UPDATE {0} SET outcome = 'x'")]
    [InlineData("DELETE FROM {0}")]
    [InlineData("TRUNCATE {0}")]
    [InlineData("DROP TABLE {0}")]
    [InlineData("ALTER TABLE {0} DROP COLUMN detail")]
    [InlineData("ALTER TABLE platform.audit_event DETACH PARTITION {0}")]
    [InlineData("INSERT INTO {0} SELECT * FROM platform.audit_event")]
    public async Task Kernel_ChangingPartitions_IsRefused(string sql)
    {
        await using var storage = await databases.NewStorageAsync();
        await using var trail = TestTrail.Over(storage);
        await trail.AppendAsync(AuditTrailTests.Row("r") with { At = InTwoYears }, Token);

        foreach (var partition in (string[])["platform.audit_event_default", $"platform.audit_event_{TimeProvider.System.GetUtcNow():yyyyMM}"])
        {
            await using var command = storage.Kernel.CreateCommand(sql.Replace("{0}", partition, StringComparison.Ordinal));
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        Assert.Single(await trail.SearchAsync(new() { Tenant = "a", Limit = 10 }, Token));
    }

    private static string FirstMigration()
    {
        using var reader = new StreamReader(typeof(AuditTrail).Assembly.GetManifestResourceStream("PluginPlatform.Audit.Migrations.0001_audit.sql")!);
        return reader.ReadToEnd();
    }

    private static KeepPartitions Keep(PlatformStorage storage, DateTimeOffset now)
    {
        var clock = new TestClock();
        clock.Advance(now - clock.GetUtcNow());
        return new(storage.Kernel, NullLoggerFactory.Instance, clock);
    }

    private Task<PlatformStorage> StartAsync(string admin, KernelMigrations audit) => PlatformStorage.StartAsync(
        new StorageOptions { DataFolder = databases.DataFolder, ConnectionString = admin },
        [EventDispatcher.Migrations, audit], NullLoggerFactory.Instance, TimeProvider.System, Token);

    private static async Task<long> CountAsync(string admin, string from)
    {
        await using var source = NpgsqlDataSource.Create(admin);
        await using var command = source.CreateCommand("SELECT count(*) FROM " + from);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    private static async Task RunAsync(string admin, string sql)
    {
        await using var source = NpgsqlDataSource.Create(admin);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }
}
