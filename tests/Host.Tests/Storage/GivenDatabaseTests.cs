using Npgsql;
using PluginPlatform.Storage;

namespace Host.Tests.Storage;

public sealed class GivenDatabaseTests(KernelDatabases databases)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_RoleMayNotMakeRoles_SaysWhatToGrant()
    {
        var given = await GiveAsync("given_plain", "NOCREATEROLE", ownsDatabase: true);

        var refused = await Assert.ThrowsAsync<PluginStorageException>(() => databases.OpenAsync(given));

        Assert.Equal("STO-1013", refused.Code);
        Assert.Contains("ALTER ROLE \"given_plain\" CREATEROLE", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_RoleMayNotMakeSchemas_SaysWhatToGrant()
    {
        var given = await GiveAsync("given_schemaless", "CREATEROLE", ownsDatabase: false);

        var refused = await Assert.ThrowsAsync<PluginStorageException>(() => databases.OpenAsync(given));

        Assert.Equal("STO-1014", refused.Code);
        Assert.Contains("GRANT CREATE ON DATABASE \"given_schemaless\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_RoleWithCreateRoleOnly_ServesPlugins()
    {
        var given = await GiveAsync("given_enough", "CREATEROLE", ownsDatabase: true);
        await using var storage = await databases.OpenAsync(given);
        await using var plugin = await Notes.PrepareAsync(storage);
        await using (var transaction = await plugin.Open(Notes.Call("a"), null).BeginAsync(Token))
        {
            await Notes.AddAsync(transaction, "1");
            transaction.Publish("Note/1", new Notes.Changed("1", 1));
            await transaction.CommitAsync(Token);
        }

        Assert.Equal(1, await Notes.CountAsync(plugin.Open(Notes.Call("a"), null)));
        await using var again = await databases.OpenAsync(given);
        await using var prepared = await Notes.PrepareAsync(again);
    }

    [Fact]
    public async Task Start_DatabaseOutOfReach_SaysWhereToLook()
    {
        var refused = await Assert.ThrowsAsync<PluginStorageException>(() =>
            databases.OpenAsync("Host=127.0.0.1;Port=1;Username=x;Password=y;Database=z"));

        Assert.Equal("STO-1015", refused.Code);
        Assert.Contains("PLATFORM_DATABASE", refused.Message, StringComparison.Ordinal);
    }

    private async Task<string> GiveAsync(string name, string rights, bool ownsDatabase)
    {
        var admin = await databases.EmptyDatabaseAsync(name);
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync(Token);
        var owner = ownsDatabase ? $"ALTER DATABASE {name} OWNER TO {name};" : "";
        await using var command = new NpgsqlCommand($"CREATE ROLE {name} LOGIN {rights} PASSWORD 'given'; {owner}", connection);
        await command.ExecuteNonQueryAsync(Token);
        return new NpgsqlConnectionStringBuilder(admin) { Username = name, Password = "given" }.ConnectionString;
    }
}
