using Npgsql;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Storage;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Tenants;

/// <summary>A plugin's tables, as its own role and through row-level security: no statement here can reach another tenant.</summary>
internal sealed class PluginRows(PluginStorage plugin, string tenant) : ITenantRows
{
    private readonly ITenantDatabase _database = plugin.Open(
        new CallContext
        {
            Tenant = tenant, Actor = Actor.Plugin("kernel"), Permissions = [], Data = DataGrants.None, RequestId = "remove",
        },
        participant: null);

    public Task<long> CountAsync(string table, CancellationToken cancellationToken) => _database.ReadAsync(
        $"SELECT count(*) FROM {RemovalSql.Name(plugin.PluginId, table)}", [], FirstAsync, cancellationToken);

    public Task<long> EraseAsync(string table, int limit, CancellationToken cancellationToken) => _database.ReadAsync(
        $"""
        WITH gone AS (
            DELETE FROM {RemovalSql.Name(plugin.PluginId, table)}
            WHERE ctid = ANY (ARRAY(SELECT ctid FROM {RemovalSql.Name(plugin.PluginId, table)} LIMIT $1)) RETURNING 1)
        SELECT count(*) FROM gone
        """,
        [new NpgsqlParameter<int> { TypedValue = limit }], FirstAsync, cancellationToken);

    private static async Task<long> FirstAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        return reader.GetInt64(0);
    }
}
