using System.Collections.Frozen;
using Npgsql;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Events;
using PluginPlatform.Sdk.Storage;
using PluginPlatform.Storage;

namespace Host.Tests.Storage;

/// <summary>A small plugin's storage that the tests share.</summary>
internal static class Notes
{
    public const string Id = "notes-x";

    public static ScriptAssembly Migrations { get; } = new(("0001_notes", """
        CREATE TABLE note (
            tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
            id text COLLATE "C" NOT NULL,
            body text NOT NULL,
            PRIMARY KEY (tenant_id, id));
        CREATE TABLE word (word text PRIMARY KEY);
        COMMENT ON TABLE word IS 'shared: a dictionary';
        """));

    public static CallContext Call(string tenant) => new()
    {
        Tenant = tenant,
        Actor = new Actor(ActorKind.User, "u1", "User One"),
        Permissions = FrozenSet<string>.Empty,
        Data = DataGrants.All,
        RequestId = "r1",
    };

    public static Task<PluginStorage> PrepareAsync(PlatformStorage storage, string id = Id) =>
        storage.PreparePluginAsync(id, Migrations, TestContext.Current.CancellationToken);

    public static async Task AddAsync(ITenantTransaction transaction, string id)
    {
        await using var command = new NpgsqlCommand("INSERT INTO note (id, body) VALUES ($1, 'x')", transaction.Connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public static Task<long> CountAsync(ITenantDatabase database) => database.ReadAsync(
        "SELECT count(*) FROM note",
        [],
        async (reader, token) =>
        {
            await reader.ReadAsync(token);
            return reader.GetInt64(0);
        },
        TestContext.Current.CancellationToken);

    public static async Task AddTenantAsync(PlatformStorage storage, string tenant)
    {
        await using var command = storage.Kernel.CreateCommand("INSERT INTO platform.tenant (id, name) VALUES ($1, $1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    [Event("notes.changed")]
    public sealed record Changed(string Id, int Version);
}
