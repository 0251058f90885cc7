using Npgsql;
using PluginPlatform.Storage;

namespace Host.Tests.Storage;

/// <summary>Look-ups of many calls share connections; neither data nor failure may pass from one to another.</summary>
public sealed class LookUpTests(KernelDatabases databases)
{
    private const string Body = "SELECT body FROM note WHERE id = $1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_ManyTenantsAtOnce_EachSeesItsOwnRow()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        await AddAsync(plugin, "a", "of a");
        await AddAsync(plugin, "b", "of b");

        var found = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => Task.Run(async () =>
        {
            var tenant = (i % 3) switch { 0 => "a", 1 => "b", _ => "c" };
            return (tenant, body: await FindAsync(plugin, tenant, Body));
        })));

        Assert.All(found, f => Assert.Equal(f.tenant == "c" ? null : "of " + f.tenant, f.body));
    }

    [Fact]
    public async Task Find_AmongStatementsThatFail_OnlyThoseFail()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        await AddAsync(plugin, "a", "of a");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () =>
        {
            try
            {
                return await FindAsync(plugin, "a", i % 4 == 0 ? "SELECT (1 / (length($1) - 1))::text FROM note" : Body);
            }
            catch (PostgresException e)
            {
                return e.SqlState;
            }
        })));

        Assert.All(outcomes.Index(), o => Assert.Equal(o.Index % 4 == 0 ? PostgresErrorCodes.DivisionByZero : "of a", o.Item));
    }

    [Fact]
    public async Task Find_RowThatCannotBeRead_LeavesTheOthersAlone()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        await AddAsync(plugin, "a", "of a");

        await Assert.ThrowsAsync<InvalidCastException>(() => plugin.Open(Notes.Call("a"), null)
            .FindAsync<string>(Body, [Value("1")], row => $"{row.GetInt32(0)}", Token));

        Assert.Equal("of a", await FindAsync(plugin, "a", Body));
    }

    [Fact]
    public async Task Find_StatementThatDoesNotEnd_IsEndedByTheServer()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);

        var ended = await Assert.ThrowsAsync<PostgresException>(() => FindAsync(plugin, "a", "SELECT pg_sleep(60)::text || $1"));

        Assert.Equal(PostgresErrorCodes.QueryCanceled, ended.SqlState);
    }

    private static Task<string?> FindAsync(PluginStorage plugin, string tenant, string sql) =>
        plugin.Open(Notes.Call(tenant), null).FindAsync(sql, [Value("1")], row => row.GetString(0), Token);

    private static NpgsqlParameter Value(string text) => new NpgsqlParameter<string> { TypedValue = text };

    private static async Task AddAsync(PluginStorage plugin, string tenant, string body)
    {
        await using var transaction = await plugin.Open(Notes.Call(tenant), null).BeginAsync(Token);
        await using var command = new NpgsqlCommand("INSERT INTO note (id, body) VALUES ('1', $1)", transaction.Connection);
        command.Parameters.Add(Value(body));
        await command.ExecuteNonQueryAsync(Token);
        await transaction.CommitAsync(Token);
    }
}
