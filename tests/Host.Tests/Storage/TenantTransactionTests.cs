using Npgsql;

namespace Host.Tests.Storage;

public sealed class TenantTransactionTests(KernelDatabases databases)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispose_WithoutCommit_LeavesNoRowAndNoEvent()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        await using (var transaction = await plugin.Open(Notes.Call("a"), null).BeginAsync(Token))
        {
            await Notes.AddAsync(transaction, "1");
            transaction.Publish("Note/1", new Notes.Changed("1", 1));
        }

        Assert.Equal(0, await Notes.CountAsync(plugin.Open(Notes.Call("a"), null)));
        Assert.Equal(0L, await CountAsync(storage.Kernel, "platform.outbox"));
    }

    [Fact]
    public async Task Commit_WithEvents_WritesThemStampedByTheDatabase()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        await using (var transaction = await plugin.Open(Notes.Call("a"), null).BeginAsync(Token))
        {
            await Notes.AddAsync(transaction, "1");
            transaction.Publish("Note/1", new Notes.Changed("1", 1));
            transaction.Publish("Note/2", new Notes.Changed("2", 1));
            await transaction.CommitAsync(Token);
        }

        await using var command = storage.Kernel.CreateCommand(
            "SELECT string_agg(concat_ws('|', tenant_id, source, type, key, payload), '; ' ORDER BY id) FROM platform.outbox");
        Assert.Equal(
            """a|notes-x|notes.changed|Note/1|{"id":"1","version":1}; a|notes-x|notes.changed|Note/2|{"id":"2","version":1}""",
            await command.ExecuteScalarAsync(Token));
    }

    [Fact]
    public async Task Commit_AfterAStatementFailed_Throws()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        await using (var transaction = await plugin.Open(Notes.Call("a"), null).BeginAsync(Token))
        {
            await Notes.AddAsync(transaction, "1");
            await Assert.ThrowsAsync<PostgresException>(() => Notes.AddAsync(transaction, "1"));

            var refused = await Assert.ThrowsAsync<PostgresException>(() => transaction.CommitAsync(Token));
            Assert.Equal(PostgresErrorCodes.InFailedSqlTransaction, refused.SqlState);
        }

        Assert.Equal(0, await Notes.CountAsync(plugin.Open(Notes.Call("a"), null)));
    }

    [Fact]
    public async Task Publish_TypeWithoutEventAttribute_Throws()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        await using var transaction = await plugin.Open(Notes.Call("a"), null).BeginAsync(Token);

        Assert.Throws<ArgumentException>(() => transaction.Publish("k", "no event"));
    }

    [Fact]
    public async Task Read_ManyTenantsOnFewConnections_EachSeesItsOwn()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        for (var tenant = 0; tenant < 5; tenant++)
        {
            await using var transaction = await plugin.Open(Notes.Call($"t{tenant}"), null).BeginAsync(Token);
            for (var i = 0; i <= tenant; i++)
            {
                await Notes.AddAsync(transaction, $"{i}");
            }

            await transaction.CommitAsync(Token);
        }

        await Parallel.ForEachAsync(Enumerable.Range(0, 500), new ParallelOptions { MaxDegreeOfParallelism = 40 }, async (i, _) =>
            Assert.Equal((i % 5) + 1, await Notes.CountAsync(plugin.Open(Notes.Call($"t{i % 5}"), null))));
    }

    private static async Task<object?> CountAsync(NpgsqlDataSource source, string table)
    {
        await using var command = source.CreateCommand($"SELECT count(*) FROM {table}");
        return await command.ExecuteScalarAsync(Token);
    }
}
