using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PluginPlatform.Sdk.Encryption;
using PluginPlatform.Storage;
using PluginPlatform.Storage.Keys;

namespace Host.Tests.Storage.Encryption;

public sealed class DataKeyTests(KernelDatabases databases)
{
    private static readonly FieldPlace Place = new("note.body", "n1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shred_OneTenant_ClosesItOnEveryHostWithinASecondAndNoOther()
    {
        var database = await databases.NewDatabaseAsync();
        await using var here = await databases.OpenAsync(database);
        await using var there = await databases.OpenAsync(database);
        var stored = await here.Encryption.Fields("a", "notes").EncryptTextAsync(Place, "x", Token);
        var ofB = await here.Encryption.Fields("b", "notes").EncryptTextAsync(Place, "y", Token);
        var reader = there.Encryption.Fields("a", "notes");
        Assert.Equal("x", (await reader.DecryptTextAsync(Place, stored, Token)).Text);

        Assert.Equal(2, await here.Encryption.ShredAsync("a", Token));

        var shredded = Stopwatch.GetTimestamp();
        Assert.Equal(FieldState.Shredded, (await here.Encryption.Fields("a", "notes").DecryptTextAsync(Place, stored, Token)).State);
        while ((await reader.DecryptTextAsync(Place, stored, Token)).State is FieldState.Opened)
        {
            await Task.Delay(5, Token);
        }

        Assert.InRange(Stopwatch.GetElapsedTime(shredded).TotalMilliseconds, 0, 1000);
        Assert.Equal(FieldState.Shredded, (await reader.DecryptTextAsync(Place, stored, Token)).State);
        Assert.Equal("y", (await there.Encryption.Fields("b", "notes").DecryptTextAsync(Place, ofB, Token)).Text);
        Assert.Equal("shredded,shredded", await TextAsync(here, "SELECT string_agg(state, ',') FROM platform.data_key WHERE tenant_id = 'a' AND wrapped IS NULL"));
    }

    [Fact]
    public async Task Encrypt_AfterShredding_IsRefusedForGood()
    {
        await using var storage = await databases.NewStorageAsync();
        var cipher = storage.Encryption.Fields("a", "notes");
        await storage.Encryption.ShredAsync("a", Token);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await cipher.EncryptTextAsync(Place, "x", Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await cipher.BlindIndexAsync("note.body", "x", Token));
        Assert.Null(await storage.Encryption.RotateAsync("a", Token));
        Assert.Equal(0, await storage.Encryption.ShredAsync("a", Token));
        Assert.Equal("1", await TextAsync(storage, "SELECT count(*)::text FROM platform.data_key"));
    }

    [Theory]
    [InlineData("UPDATE platform.data_key SET state = 'active', wrapped = '\\x00', wrapped_by = 'x'")]
    [InlineData("UPDATE platform.data_key SET tenant_id = 'b'")]
    public async Task Update_ShreddedKey_IsRefusedByTheDatabase(string sql)
    {
        await using var storage = await databases.NewStorageAsync();
        await storage.Encryption.ShredAsync("a", Token);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => TextAsync(storage, sql));
        Assert.Equal("PT002", refused.SqlState);
        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege,
            (await Assert.ThrowsAsync<PostgresException>(() => TextAsync(storage, "DELETE FROM platform.data_key"))).SqlState);
    }

    [Fact]
    public async Task Read_ByAPluginsRole_IsRefused()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var plugin = await Notes.PrepareAsync(storage);

        await using var command = plugin.DataSource.CreateCommand("SELECT wrapped FROM platform.data_key");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync(Token));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Encrypt_FirstTimeOnTwoHostsAtOnce_MakesOneSetOfKeys()
    {
        var database = await databases.NewDatabaseAsync();
        await using var here = await databases.OpenAsync(database);
        await using var there = await databases.OpenAsync(database);

        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
            await (i % 2 == 0 ? here : there).Encryption.Fields("a", "notes").EncryptTextAsync(Place, $"{i}", Token))));

        Assert.Equal("active data,active index", await TextAsync(here, "SELECT string_agg(state || ' ' || use, ',' ORDER BY use) FROM platform.data_key"));
        for (var i = 0; i < all.Length; i++)
        {
            Assert.Equal($"{i}", (await here.Encryption.Fields("a", "notes").DecryptTextAsync(Place, all[i], Token)).Text);
        }
    }

    [Fact]
    public async Task Decrypt_UnderAKeyRotatedInByAnotherHost_OpensAtOnce()
    {
        var database = await databases.NewDatabaseAsync();
        await using var here = await databases.OpenAsync(database);
        await using var there = await databases.OpenAsync(database);
        var old = await there.Encryption.Fields("a", "notes").EncryptTextAsync(Place, "old", Token);
        await here.Encryption.RotateAsync("a", Token);
        var made = await here.Encryption.Fields("a", "notes").EncryptTextAsync(Place, "new", Token);

        Assert.NotEqual(old![1..5], made![1..5]);
        Assert.Equal("new", (await there.Encryption.Fields("a", "notes").DecryptTextAsync(Place, made, Token)).Text);
        Assert.Equal("old", (await there.Encryption.Fields("a", "notes").DecryptTextAsync(Place, old, Token)).Text);
    }

    [Fact]
    public async Task Encrypt_WithExternalKeyManagement_AsksItOncePerKeyAndFailsClosedWithoutIt()
    {
        using var folder = new TempFolder();
        var server = await TransitServer.StartAsync();
        var tokenFile = Path.Combine(folder.Path, "token");
        await File.WriteAllTextAsync(tokenFile, TransitServer.Token, Token);
        using var transit = new TransitKeyManagement(new() { Address = server.Address, Key = "platform", TokenFile = tokenFile });
        var database = await databases.NewDatabaseAsync();
        byte[]? stored;
        await using (var storage = await OpenAsync(database, transit))
        {
            var cipher = storage.Encryption.Fields("a", "notes");
            stored = await cipher.EncryptTextAsync(Place, "x", Token);
            for (var i = 0; i < 50; i++)
            {
                Assert.Equal("x", (await cipher.DecryptTextAsync(Place, stored, Token)).Text);
            }

            Assert.Equal(2, server.Unwrapped);
            Assert.Equal("transit:platform:1", await TextAsync(storage, "SELECT DISTINCT wrapped_by FROM platform.data_key"));
        }

        await server.DisposeAsync();
        await using var later = await OpenAsync(database, transit);
        var refused = await Assert.ThrowsAsync<PluginStorageException>(
            async () => await later.Encryption.Fields("a", "notes").DecryptTextAsync(Place, stored, Token));
        Assert.Equal("STO-1401", refused.Code);
    }

    [Fact]
    public async Task Decrypt_DatabaseOutOfReach_StopsWithinASecondAlthoughTheKeyIsInMemory()
    {
        var storage = await databases.NewStorageAsync();
        var cipher = storage.Encryption.Fields("a", "notes");
        var stored = await cipher.EncryptTextAsync(Place, "x", Token);
        await storage.DisposeAsync();

        await Task.Delay(500, Token);

        await Assert.ThrowsAnyAsync<Exception>(async () => await cipher.DecryptTextAsync(Place, stored, Token));
    }

    private Task<PlatformStorage> OpenAsync(string database, IKeyManagement management) => PlatformStorage.StartAsync(
        new StorageOptions { DataFolder = databases.DataFolder, ConnectionString = database, KeyManagement = management },
        KernelDatabases.Areas, NullLoggerFactory.Instance, TimeProvider.System, Token);

    private static async Task<string?> TextAsync(PlatformStorage storage, string sql)
    {
        await using var command = storage.Kernel.CreateCommand(sql);
        return (string?)await command.ExecuteScalarAsync(Token);
    }
}
