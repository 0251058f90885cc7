using Npgsql;
using PluginPlatform.Sdk.Encryption;
using PluginPlatform.Storage;
using PluginPlatform.Storage.Encryption;

namespace Host.Tests.Storage.Encryption;

/// <summary>Keys rotate while a ward works.</summary>
public sealed class RotationTests(KernelDatabases databases)
{
    private const string Plugin = "charts-x";
    private const string Plain = "allergic to penicillin";

    private static readonly ScriptAssembly Migrations = new(("0001_charts", """
        CREATE TABLE chart (
            tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
            id bigint NOT NULL, visit int NOT NULL, body bytea, counter int NOT NULL DEFAULT 0,
            PRIMARY KEY (tenant_id, id, visit)) PARTITION BY LIST (tenant_id);
        CREATE TABLE chart_rest PARTITION OF chart DEFAULT;
        COMMENT ON COLUMN chart.body IS 'encrypted: chart.body by id, visit';
        """));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rotate_WhileOthersReadAndWrite_BringsEveryValueUnderTheNewKeyAndLosesNone()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await storage.PreparePluginAsync(Plugin, Migrations, Token);
        await FillAsync(plugin, "a", 3000);
        await FillAsync(plugin, "b", 50);
        var old = (await storage.Encryption.StatusAsync("a", Token)).Keys.Single(k => k.Use == "data").Id;
        using var stop = new CancellationTokenSource();
        var work = Enumerable.Range(0, 4).Select(worker => WorkAsync(plugin, worker, stop.Token)).ToList();

        var key = await storage.Encryption.RotateAsync("a", Token);
        await DoneAsync(storage, "a");
        await stop.CancelAsync();
        var (reads, writes) = (await Task.WhenAll(work)).Aggregate((x, y) => (x.Item1 + y.Item1, x.Item2 + y.Item2));

        Assert.True(reads > 20 && writes > 20, $"{reads} reads, {writes} writes");
        Assert.Equal(3000L, await CountAsync(plugin, "a", "SELECT count(*) FROM chart"));
        Assert.Equal(3000L, await CountAsync(plugin, "a", "SELECT count(*) FROM chart WHERE substring(body FROM 2 FOR 4) = int4send($1)", key!.Value));
        Assert.Equal(0L, await CountAsync(plugin, "a", "SELECT count(*) FROM chart WHERE substring(body FROM 2 FOR 4) = int4send($1)", old));
        Assert.Equal(50L, await CountAsync(plugin, "b", "SELECT count(*) FROM chart WHERE substring(body FROM 2 FOR 4) <> int4send($1)", key.Value));
        Assert.Equal(0L, await CountAsync(plugin, "a", "SELECT count(*) FROM chart WHERE position('penicillin'::bytea in body) > 0"));
        Assert.Equal(writes, (int)await CountAsync(plugin, "a", "SELECT sum(counter) FROM chart"));
        for (var id = 0; id < 3000; id += 97)
        {
            Assert.StartsWith(Plain, await ReadAsync(plugin, "a", id), StringComparison.Ordinal);
        }

        var status = await storage.Encryption.StatusAsync("a", Token);
        var column = Assert.Single(status.Columns, c => c.Column.StartsWith(Plugin, StringComparison.Ordinal));
        Assert.True(column is { Column: "charts-x.chart_rest.body", Done: true, Unreadable: 0, Rewritten: >= 1000 }, column.ToString());
        Assert.Equal(["active", "retired"], status.Keys.Where(k => k.Use == "data").Select(k => k.State));
    }

    [Fact]
    public async Task Rotate_StoppedHalfWay_ResumesAtTheNextStart()
    {
        var database = await databases.NewDatabaseAsync();
        int key;
        await using (var storage = await databases.OpenAsync(database))
        {
            await using var plugin = await storage.PreparePluginAsync(Plugin, Migrations, Token);
            await FillAsync(plugin, "a", 4000);
            key = (await storage.Encryption.RotateAsync("a", Token))!.Value;
        }

        await using var later = await databases.OpenAsync(database);
        Assert.False((await later.Encryption.StatusAsync("a", Token)).Columns.Single(c => c.Column.StartsWith(Plugin, StringComparison.Ordinal)).Done);
        await using var again = await later.PreparePluginAsync(Plugin, Migrations, Token);
        await later.Encryption.ResumeAsync(Token);
        await DoneAsync(later, "a");

        Assert.Equal(4000L, await CountAsync(again, "a", "SELECT count(*) FROM chart WHERE substring(body FROM 2 FOR 4) = int4send($1)", key));
    }

    [Fact]
    public async Task Rotate_WithValuesThatOpenUnderNoKey_LeavesThemAndCountsThem()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await storage.PreparePluginAsync(Plugin, Migrations, Token);
        await FillAsync(plugin, "a", 300);
        await using (var transaction = await plugin.Open(Notes.Call("a"), null).BeginAsync(Token))
        {
            await using var spoil = new NpgsqlCommand("UPDATE chart SET body = set_byte(body, 30, 255 - get_byte(body, 30)) WHERE id < 3", transaction.Connection);
            await spoil.ExecuteNonQueryAsync(Token);
            await transaction.CommitAsync(Token);
        }

        await storage.Encryption.RotateAsync("a", Token);
        await DoneAsync(storage, "a");

        var column = (await storage.Encryption.StatusAsync("a", Token)).Columns.Single(c => c.Column.StartsWith(Plugin, StringComparison.Ordinal));
        Assert.Equal((297L, 3L), (column.Rewritten, column.Unreadable));
        Assert.Equal(300L, await CountAsync(plugin, "a", "SELECT count(*) FROM chart"));
    }

    [Theory]
    [InlineData("body text, PRIMARY KEY (tenant_id, id)", "encrypted: c.body by id", "is no bytea")]
    [InlineData("body bytea, PRIMARY KEY (tenant_id, id)", "encrypted: c.body", "write 'encrypted: <purpose> by <column>")]
    [InlineData("body bytea, PRIMARY KEY (tenant_id, id)", "encrypted: c.body by nothing", "'nothing'")]
    public async Task Prepare_DeclarationThatCannotBeRotated_RefusesThePlugin(string columns, string comment, string reason)
    {
        await using var storage = await databases.NewStorageAsync();
        var migrations = new ScriptAssembly(("0001_c",
            $"CREATE TABLE c (tenant_id text COLLATE \"C\" NOT NULL DEFAULT platform.tenant(), id int NOT NULL, {columns}); COMMENT ON COLUMN c.body IS '{comment}';"));

        var refused = await Assert.ThrowsAsync<PluginStorageException>(() => storage.PreparePluginAsync(Plugin, migrations, Token));

        Assert.Equal("STO-1302", refused.Code);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rewrap_AfterTheMasterKeyRotated_OpensEverythingWithTheNewKeyAlone()
    {
        // A key file of its own: the one of the cluster belongs to every test.
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, MasterKey.FileName);
        var master = MasterKey.LoadOrCreate(folder.Path);
        await using var storage = await databases.NewStorageAsync();
        await using var encryption = Of(storage, master);
        var stored = await encryption.Fields("a", "notes").EncryptTextAsync(new("n.b", "1"), "x", Token);
        await encryption.Fields("b", "notes").EncryptTextAsync(new("n.b", "1"), "x", Token);
        var (before, password, other) = (master.CurrentId, master.Derive("role:pp_kernel"), master.Encrypt("signing", "s"u8));

        Assert.NotEqual(before, master.Rotate());
        Assert.Equal(4, await encryption.RewrapAsync(Token));
        Assert.Equal(0, await encryption.RewrapAsync(Token));

        Assert.All((await encryption.StatusAsync(null, Token)).Keys, k => Assert.Equal($"file:{master.CurrentId:x8}", k.WrappedBy));
        Assert.Equal("s"u8.ToArray(), master.Decrypt("signing", other));
        Assert.Equal(password, master.Derive("role:pp_kernel"));
        Assert.Contains(before, master.Ids);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        // The old key goes: what a backup holds of before cannot be opened any more, the platform goes on.
        await File.WriteAllLinesAsync(file, (await File.ReadAllLinesAsync(file, Token)).Take(1), Token);
        await using var later = Of(storage, MasterKey.LoadOrCreate(folder.Path));
        Assert.Equal("x", (await later.Fields("a", "notes").DecryptTextAsync(new("n.b", "1"), stored, Token)).Text);
    }

    [Fact]
    public async Task Decrypt_WrappedByAKeyAnotherHostAddedToTheFile_ReadsTheFileAgain()
    {
        using var folder = new TempFolder();
        var (here, there) = (MasterKey.LoadOrCreate(folder.Path), MasterKey.LoadOrCreate(folder.Path));
        await using var storage = await databases.NewStorageAsync();
        await using var one = Of(storage, here);
        await using var two = Of(storage, there);
        here.Rotate();

        var stored = await one.Fields("a", "notes").EncryptTextAsync(new("n.b", "1"), "x", Token);

        Assert.Equal("x", (await two.Fields("a", "notes").DecryptTextAsync(new("n.b", "1"), stored, Token)).Text);
        Assert.Equal(here.CurrentId, there.CurrentId);
    }

    private static PlatformEncryption Of(PlatformStorage storage, MasterKey master) => new(
        storage.Kernel, new PluginPlatform.Storage.Keys.FileKeyManagement(master), _ => throw new InvalidOperationException("No plugin here."),
        Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, TimeProvider.System);

    private static async Task DoneAsync(PlatformStorage storage, string tenant)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while ((await storage.Encryption.StatusAsync(tenant, patience.Token)).Columns.Any(c => !c.Done))
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task FillAsync(PluginStorage plugin, string tenant, int rows)
    {
        var cipher = plugin.Fields(Notes.Call(tenant));
        var ids = Enumerable.Range(0, rows).ToArray();
        var bodies = new byte[rows][];
        for (var i = 0; i < rows; i++)
        {
            bodies[i] = (await cipher.EncryptTextAsync(new("chart.body", $"{i}/7"), $"{Plain} {i}", Token))!;
        }

        await using var transaction = await plugin.Open(Notes.Call(tenant), null).BeginAsync(Token);
        await using var insert = new NpgsqlCommand("INSERT INTO chart (id, visit, body) SELECT id, 7, body FROM unnest($1, $2) AS n(id, body)", transaction.Connection);
        insert.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = ids });
        insert.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = bodies });
        await insert.ExecuteNonQueryAsync(Token);
        await transaction.CommitAsync(Token);
    }

    private static async Task<(int Reads, int Writes)> WorkAsync(PluginStorage plugin, int worker, CancellationToken stop)
    {
        var random = new Random(worker);
        var (reads, writes) = (0, 0);
        while (!stop.IsCancellationRequested)
        {
            var id = random.Next(3000);
            Assert.StartsWith(Plain, await ReadAsync(plugin, "a", id), StringComparison.Ordinal);
            reads++;
            var body = await plugin.Fields(Notes.Call("a")).EncryptTextAsync(new("chart.body", $"{id}/7"), $"{Plain}, changed by {worker}", Token);
            await using var transaction = await plugin.Open(Notes.Call("a"), null).BeginAsync(Token);
            await using var update = new NpgsqlCommand("UPDATE chart SET body = $2, counter = counter + 1 WHERE id = $1", transaction.Connection);
            update.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
            update.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = body! });
            Assert.Equal(1, await update.ExecuteNonQueryAsync(Token));
            await transaction.CommitAsync(Token);
            writes++;
        }

        return (reads, writes);
    }

    private static async Task<string?> ReadAsync(PluginStorage plugin, string tenant, int id)
    {
        var stored = await plugin.Open(Notes.Call(tenant), null).FindAsync(
            "SELECT body FROM chart WHERE id = $1", [new NpgsqlParameter<long> { TypedValue = id }], r => r.GetFieldValue<byte[]>(0), Token);
        return (await plugin.Fields(Notes.Call(tenant)).DecryptTextAsync(new("chart.body", $"{id}/7"), stored, Token)).Text;
    }

    private static Task<long> CountAsync(PluginStorage plugin, string tenant, string sql, params int[] values) =>
        plugin.Open(Notes.Call(tenant), null).ReadAsync(
            sql,
            [.. values.Select(v => new NpgsqlParameter<int> { TypedValue = v })],
            async (reader, token) =>
            {
                await reader.ReadAsync(token);
                return reader.GetInt64(0);
            },
            Token);
}
