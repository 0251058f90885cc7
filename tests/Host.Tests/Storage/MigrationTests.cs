using Npgsql;
using PluginPlatform.Storage;

namespace Host.Tests.Storage;

public sealed class MigrationTests(KernelDatabases databases)
{
    private const string Sound = """CREATE TABLE a (tenant_id text NOT NULL, x int)""";

    [Fact]
    public async Task Prepare_FailingMigration_LeavesNothingAndNamesFileLineAndState()
    {
        await using var storage = await databases.NewStorageAsync();
        var broken = new ScriptAssembly(
            ("0001_a", Sound),
            ("0002_b", "-- two lines\nCREATE TABLE b (tenant_id text NOT NULL);\nALTER TABLE b\n  ADD COLUMN y nosuchtype;"));

        var refused = await RefusedAsync(storage, broken);

        Assert.Equal("STO-1203", refused.Code);
        Assert.Contains("Migrations/0002_b.sql", refused.Message, StringComparison.Ordinal);
        Assert.Contains("line 4", refused.Message, StringComparison.Ordinal);
        Assert.Contains("42704", refused.Message, StringComparison.Ordinal);
        Assert.Equal("1", await AskAsync(storage, "SELECT string_agg(version::text, ',') FROM platform.migration WHERE area = 'mig'"));
        Assert.Equal("a", await AskAsync(storage, "SELECT string_agg(tablename, ',') FROM pg_tables WHERE schemaname = 'mig'"));
    }

    [Fact]
    public async Task Prepare_ErrorWithoutPosition_NamesTheStatementsLine()
    {
        await using var storage = await databases.NewStorageAsync();

        var refused = await RefusedAsync(storage, new ScriptAssembly(("0001_a", "SELECT 1;\n\nSELECT 1/0;")));

        Assert.Contains("line 3", refused.Message, StringComparison.Ordinal);
        Assert.Contains("22012", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_AppliedFileChanged_IsRefused()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var first = await PrepareAsync(storage, new ScriptAssembly(("0001_a", Sound)));
        await using var again = await PrepareAsync(storage, new ScriptAssembly(("0001_a", Sound)));

        var refused = await RefusedAsync(storage, new ScriptAssembly(("0001_a", Sound + " -- changed")));

        Assert.Equal("STO-1202", refused.Code);
    }

    [Fact]
    public async Task Prepare_DatabaseNewerThanPlugin_IsRefused()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var first = await PrepareAsync(storage, new ScriptAssembly(("0001_a", Sound), ("0002_b", "SELECT 1")));

        Assert.Equal("STO-1205", (await RefusedAsync(storage, new ScriptAssembly(("0001_a", Sound)))).Code);
    }

    [Fact]
    public async Task Prepare_NumberBelowTheNewest_IsRefused()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var first = await PrepareAsync(storage, new ScriptAssembly(("0002_b", Sound)));

        var refused = await RefusedAsync(storage, new ScriptAssembly(("0001_a", "SELECT 1"), ("0002_b", Sound)));

        Assert.Equal("STO-1204", refused.Code);
    }

    [Theory]
    [InlineData("COMMIT")]
    [InlineData("-- sly\nrollback")]
    public async Task Prepare_TransactionControl_IsRefused(string sql)
    {
        await using var storage = await databases.NewStorageAsync();

        Assert.Equal("STO-1206", (await RefusedAsync(storage, new ScriptAssembly(("0001_a", sql)))).Code);
    }

    [Fact]
    public async Task Prepare_SeveralHostsAtOnce_AppliesOnce()
    {
        await using var storage = await databases.NewStorageAsync();
        var scripts = new ScriptAssembly(("0001_a", Sound), ("0002_b", "CREATE TABLE b (tenant_id text NOT NULL)"));

        var prepared = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PrepareAsync(storage, scripts)));

        Assert.Equal("1,2", await AskAsync(
            storage, "SELECT string_agg(version::text, ',' ORDER BY version) FROM platform.migration WHERE area = 'mig'"));
        foreach (var plugin in prepared)
        {
            await plugin.DisposeAsync();
        }
    }

    [Fact]
    public async Task Prepare_MigrationOfAPlugin_RunsAsItsRoleAndCannotTouchTheHistory()
    {
        await using var storage = await databases.NewStorageAsync();

        var refused = await RefusedAsync(storage, new ScriptAssembly(("0001_a", "DELETE FROM platform.migration")));

        Assert.Contains(PostgresErrorCodes.InsufficientPrivilege, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("kernel")]
    [InlineData("public")]
    [InlineData("Upper")]
    [InlineData("a\"b")]
    public async Task Prepare_IdThatCannotBeASchema_IsRefused(string id)
    {
        await using var storage = await databases.NewStorageAsync();

        var refused = await Assert.ThrowsAsync<PluginStorageException>(() =>
            storage.PreparePluginAsync(id, new ScriptAssembly(), TestContext.Current.CancellationToken));

        Assert.Equal("STO-1101", refused.Code);
    }

    private static Task<PluginStorage> PrepareAsync(PlatformStorage storage, ScriptAssembly scripts) =>
        storage.PreparePluginAsync("mig", scripts, TestContext.Current.CancellationToken);

    private static Task<PluginStorageException> RefusedAsync(PlatformStorage storage, ScriptAssembly scripts) =>
        Assert.ThrowsAsync<PluginStorageException>(() => PrepareAsync(storage, scripts));

    private static async Task<string?> AskAsync(PlatformStorage storage, string sql)
    {
        await using var command = storage.Kernel.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) as string;
    }
}
