using Host.Tests.Storage;
using Npgsql;
using PluginPlatform.Audit;

namespace Host.Tests.Audit;

public sealed class AuditTrailTests(KernelDatabases databases)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_ManyAtOnce_KeepsEveryRowWhole()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var trail = TestTrail.Over(storage);

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => trail.AppendAsync(
            Row($"r{i}") with { Subjects = [.. Enumerable.Range(0, i % 4).Select(s => $"s{i}-{s}")], Kinds = ["Patient", "Observation"] },
            Token)));

        var rows = await trail.SearchAsync(new() { Tenant = "a", Limit = 1000 }, Token);
        Assert.Equal(1000, rows.Count);
        Assert.Equal(2000L, await CountAsync(storage.Kernel));
        var row = Assert.Single(await trail.SearchAsync(new() { Tenant = "a", Limit = 10, Subject = "s7-2" }, Token));
        Assert.Equal("r7", row.RequestId);
        Assert.Equal(["s7-0", "s7-1", "s7-2"], row.Subjects);
        Assert.Equal(["Patient", "Observation"], row.Kinds);
        Assert.Null(row.Detail);
    }

    [Fact]
    public async Task Search_OtherTenantActorOrPeriod_FindsNothing()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var trail = TestTrail.Over(storage);
        var row = Row("r1");
        await trail.AppendAsync(row, Token);

        Assert.Empty(await trail.SearchAsync(new() { Tenant = "b", Limit = 10 }, Token));
        Assert.Empty(await trail.SearchAsync(new() { Tenant = "a", Limit = 10, Actor = "nobody" }, Token));
        Assert.Empty(await trail.SearchAsync(new() { Tenant = "a", Limit = 10, From = row.At.AddMinutes(1) }, Token));
        Assert.Empty(await trail.SearchAsync(new() { Tenant = "a", Limit = 10, To = row.At.AddMinutes(-1) }, Token));
        Assert.Single(await trail.SearchAsync(new() { Tenant = "a", Limit = 10, Actor = "u1", From = row.At.AddMinutes(-1), To = row.At.AddMinutes(1) }, Token));
    }

    [Fact]
    public async Task Append_TextThatCannotBeStored_HarmsNoOtherRow()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var trail = TestTrail.Over(storage);

        await Task.WhenAll(
            trail.AppendAsync(Row("odd") with { Subjects = ["a\0b", "c\u001fd", "\ud800"], Detail = "\0" }, Token),
            trail.AppendAsync(Row("even"), Token));

        Assert.Equal(2, (await trail.SearchAsync(new() { Tenant = "a", Limit = 10 }, Token)).Count);
        Assert.Single(await trail.SearchAsync(new() { Tenant = "a", Limit = 10, Subject = "c\uFFFDd" }, Token));
    }

    [Fact]
    public async Task Append_InsertNotPermitted_FailsEveryWaiterUntilItIsAgain()
    {
        var admin = await databases.NewDatabaseAsync();
        await using var storage = await databases.OpenAsync(admin);
        await using var trail = TestTrail.Over(storage);
        await RunAsync(admin, "REVOKE INSERT ON platform.audit_event FROM pp_kernel");

        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<AuditUnavailableException>(() => trail.AppendAsync(Row("r"), Token));
        }

        await RunAsync(admin, "GRANT INSERT ON platform.audit_event TO pp_kernel");
        await trail.AppendAsync(Row("r"), Token);
        Assert.Equal(1L, await CountAsync(storage.Kernel));
    }

    [Fact]
    public async Task Append_BackendsTerminated_FailsOrSucceedsButNeverLies()
    {
        var admin = await databases.NewDatabaseAsync();
        await using var storage = await databases.OpenAsync(admin);
        await using var trail = TestTrail.Over(storage);
        var durable = 0L;
        for (var round = 0; round < 5; round++)
        {
            var appends = Enumerable.Range(0, 200).Select(async _ =>
            {
                try
                {
                    await trail.AppendAsync(Row("r"), Token);
                    Interlocked.Increment(ref durable);
                }
                catch (AuditUnavailableException)
                {
                    // Such a caller answers with an error: its row may be there or not.
                }
            }).ToList();
            await RunAsync(
                admin, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'pp_kernel' AND datname = current_database()");
            await Task.WhenAll(appends);
        }

        Assert.True(await CountAsync(storage.Kernel) >= durable);
        await AppendUntilTakenAsync(trail);
    }

    [Theory]
    [InlineData("UPDATE platform.audit_event SET outcome = 'x'")]
    [InlineData("DELETE FROM platform.audit_event")]
    [InlineData("TRUNCATE platform.audit_event")]
    [InlineData("UPDATE platform.audit_seal SET number = 1")]
    [InlineData("DELETE FROM platform.audit_seal")]
    [InlineData("TRUNCATE platform.audit_seal")]
    public async Task Kernel_ChangingRows_IsRefused(string sql)
    {
        await using var storage = await databases.NewStorageAsync();
        await using var command = storage.Kernel.CreateCommand(sql);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    internal static AuditRow Row(string requestId) => new()
    {
        At = TimeProvider.System.GetUtcNow(),
        Tenant = "a",
        ActorKind = "user",
        ActorId = "u1",
        Action = "r",
        Purpose = "TREAT",
        Plugin = "fhir",
        Operation = "/fhir/{type}/{id}",
        RequestId = requestId,
        Outcome = AuditOutcome.Success,
    };

    private static async Task AppendUntilTakenAsync(AuditTrail trail)
    {
        while (true)
        {
            try
            {
                await trail.AppendAsync(Row("after"), Token);
                return;
            }
            catch (AuditUnavailableException)
            {
                // A pooled connection of the old backends: the next one is fresh.
            }
        }
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source)
    {
        while (true)
        {
            try
            {
                await using var command = source.CreateCommand("SELECT count(*) FROM platform.audit_event");
                return (long)(await command.ExecuteScalarAsync(Token))!;
            }
            catch (NpgsqlException broken) when (broken is not PostgresException || broken.SqlState == PostgresErrorCodes.AdminShutdown)
            {
                // Likewise.
            }
        }
    }

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
