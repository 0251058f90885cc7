using Npgsql;
using PluginPlatform.Storage;

namespace Host.Tests.Storage;

public sealed class TenancyTests(KernelDatabases databases)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("CREATE TABLE a (x int)", "no tenant_id")]
    [InlineData("CREATE TABLE a (tenant_id text)", "NOT NULL")]
    [InlineData("CREATE TABLE a (tenant_id int NOT NULL)", "must be text")]
    [InlineData("CREATE TABLE a (tenant_id text NOT NULL); CREATE POLICY all_of_it ON a USING (true)", "all_of_it")]
    [InlineData("CREATE TABLE a (tenant_id text NOT NULL); CREATE MATERIALIZED VIEW v AS SELECT 1 AS x", "materialised view")]
    public async Task Prepare_TableThatDoesNotKeepTenantsApart_IsRefused(string sql, string said)
    {
        await using var storage = await databases.NewStorageAsync();

        var refused = await Assert.ThrowsAsync<PluginStorageException>(() =>
            storage.PreparePluginAsync("ten", new ScriptAssembly(("0001_a", sql)), Token));

        Assert.Equal("STO-1301", refused.Code);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_WeakerPolicyOfTheSameName_IsReplaced()
    {
        await using var storage = await databases.NewStorageAsync();
        const string sql = "CREATE TABLE a (tenant_id text NOT NULL); CREATE POLICY tenant_isolation ON a USING (true)";

        await using var plugin = await storage.PreparePluginAsync("ten", new ScriptAssembly(("0001_a", sql)), Token);

        Assert.Empty(await plugin.FindTenancyGapsAsync(Token));
    }

    [Fact]
    public async Task Read_RowOfAnotherTenant_IsNotThere()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        await AddAsync(plugin, "a", "1");

        Assert.Equal(1, await Notes.CountAsync(plugin.Open(Notes.Call("a"), null)));
        Assert.Equal(0, await Notes.CountAsync(plugin.Open(Notes.Call("b"), null)));
    }

    [Fact]
    public async Task Write_RowForAnotherTenant_IsRefused()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        await using var transaction = await plugin.Open(Notes.Call("a"), null).BeginAsync(Token);
        await using var command = new NpgsqlCommand("INSERT INTO note VALUES ('b', '1', 'x')", transaction.Connection);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Read_TenantUnsetOrEmpty_Raises()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        await AddAsync(plugin, "a", "1");

        // The second read runs on a connection whose tenant was set and went with its transaction.
        for (var i = 0; i < 2; i++)
        {
            await using var command = plugin.DataSource.CreateCommand("SELECT count(*) FROM note");
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync(Token));
            Assert.Equal("PT001", refused.SqlState);
        }
    }

    [Theory]
    [InlineData("DROP POLICY tenant_isolation ON note")]
    [InlineData("ALTER TABLE note NO FORCE ROW LEVEL SECURITY")]
    [InlineData("ALTER TABLE note DISABLE ROW LEVEL SECURITY")]
    [InlineData("ALTER POLICY tenant_isolation ON note USING (true)")]
    [InlineData("CREATE POLICY door ON note USING (true)")]
    public async Task FindTenancyGaps_ProtectionWeakened_NamesTheTable(string sql)
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        Assert.Empty(await plugin.FindTenancyGapsAsync(Token));
        await using (var command = plugin.DataSource.CreateCommand(sql))
        {
            await command.ExecuteNonQueryAsync(Token);
        }

        Assert.Contains("'note'", Assert.Single(await plugin.FindTenancyGapsAsync(Token)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_PolicyWasDropped_RestoresIt()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        await using (var command = plugin.DataSource.CreateCommand("DROP POLICY tenant_isolation ON note"))
        {
            await command.ExecuteNonQueryAsync(Token);
        }

        await using var again = await Notes.PrepareAsync(storage);

        Assert.Empty(await again.FindTenancyGapsAsync(Token));
    }

    [Fact]
    public async Task Roles_OfKernelAndPlugins_CannotPassRowSecurityNorReachOthers()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);
        await using var other = await Notes.PrepareAsync(storage, "notes-y");
        await using var command = storage.Kernel.CreateCommand(
            "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'pp\\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)");
        Assert.Equal(0L, await command.ExecuteScalarAsync(Token));

        await RefusedAsync(plugin.DataSource, "SELECT * FROM \"notes-y\".note");
        await RefusedAsync(plugin.DataSource, "SELECT * FROM platform.audit_event");
        await RefusedAsync(plugin.DataSource, "SELECT * FROM platform.event");
        await RefusedAsync(plugin.DataSource, "INSERT INTO platform.outbox (tenant_id, source, type, key, occurred_at, payload) VALUES ('a','b','c','d',now(),'')");
        await RefusedAsync(plugin.DataSource, "SET ROLE pp_owner");
        await RefusedAsync(storage.Kernel, "SELECT * FROM \"notes-y\".note");
    }

    private static async Task RefusedAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private static async Task AddAsync(PluginStorage plugin, string tenant, string id)
    {
        await using var transaction = await plugin.Open(Notes.Call(tenant), null).BeginAsync(Token);
        await Notes.AddAsync(transaction, id);
        await transaction.CommitAsync(Token);
    }
}
