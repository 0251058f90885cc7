using Npgsql;
using PluginPlatform.Sdk.Testing.Contract;

namespace Sdk.Tests;

/// <summary>The tenancy walk fails when tenants are not kept apart: each way to break them is done, found and undone.</summary>
public sealed class TenancyWalkTests(HelloPlatform hello) : IAsyncDisposable
{
    private const string Mend = """
        DROP TABLE IF EXISTS hello.open;
        DROP POLICY IF EXISTS leak ON hello.note;
        DROP POLICY IF EXISTS tenant_isolation ON hello.note;
        CREATE POLICY tenant_isolation ON hello.note
            USING (tenant_id = (SELECT platform.tenant())) WITH CHECK (tenant_id = (SELECT platform.tenant()));
        ALTER TABLE hello.note ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync() => await RunAsync(Mend);

    [Fact]
    public async Task Walk_OfAnIntactSchema_FindsNothing() => Assert.Empty((await WalkAsync()).Findings);

    [Theory]
    [InlineData("DROP POLICY tenant_isolation ON hello.note", "has no policy")]
    [InlineData("DROP POLICY tenant_isolation ON hello.note", "a caller without a tenant")]
    [InlineData("ALTER TABLE hello.note DISABLE ROW LEVEL SECURITY", "lacks forced row-level security")]
    [InlineData("ALTER TABLE hello.note DISABLE ROW LEVEL SECURITY", "shows another tenant 1 rows")]
    [InlineData("ALTER TABLE hello.note NO FORCE ROW LEVEL SECURITY", "lacks forced row-level security")]
    [InlineData("CREATE POLICY leak ON hello.note FOR SELECT USING (true)", "shows another tenant 1 rows")]
    [InlineData("CREATE POLICY leak ON hello.note USING (true)", "lets another tenant delete 1 rows")]
    [InlineData("CREATE POLICY leak ON hello.note USING (true)", "lets another tenant change 1 rows")]
    [InlineData("CREATE POLICY leak ON hello.note FOR INSERT WITH CHECK (true)", "lets another tenant add a row")]
    [InlineData("CREATE TABLE hello.open (note text)", "has no tenant_id")]
    public async Task Walk_OfABrokenSchema_ReportsIt(string breaking, string what)
    {
        await RunAsync(breaking);

        Assert.Contains((await WalkAsync()).Findings, finding => finding.What.Contains(what, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Walk_AsARoleThatBypassesPolicies_ReportsIt()
    {
        // Roles belong to the whole cluster: it is taken back whatever happens.
        await RunAsync("ALTER ROLE pp_hello BYPASSRLS");
        try
        {
            Assert.Contains((await WalkAsync()).Findings, finding => finding.Where == "role pp_hello");
        }
        finally
        {
            await RunAsync("ALTER ROLE pp_hello NOBYPASSRLS");
        }
    }

    private Task<TenancyWalk> WalkAsync() => TenancyContract.CheckAsync(hello.Platform, "hello", "demo", Token);

    private async Task RunAsync(string sql)
    {
        await using NpgsqlCommand command = hello.Platform.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }
}
