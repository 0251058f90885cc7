using Npgsql;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Tenants;

/// <summary>The kernel's tables. Erasing goes through a function that refuses a tenant which is not being deleted.</summary>
internal sealed class KernelRows(PlatformStorage storage, string tenant) : ITenantRows
{
    public Task<long> CountAsync(string table, CancellationToken cancellationToken) => RunAsync(
        $"SELECT count(*) FROM {RemovalSql.Name("platform", table)} WHERE tenant_id = $1",
        [new NpgsqlParameter<string> { TypedValue = tenant }], cancellationToken);

    public Task<long> EraseAsync(string table, int limit, CancellationToken cancellationToken) => RunAsync(
        "SELECT platform.erase_tenant($2, $1, $3)",
        [
            new NpgsqlParameter<string> { TypedValue = tenant }, new NpgsqlParameter<string> { TypedValue = table },
            new NpgsqlParameter<int> { TypedValue = limit },
        ],
        cancellationToken);

    private async Task<long> RunAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var connection = await storage.Kernel.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);

        // For kernel tables under row-level security; the others name the tenant themselves.
        batch.BatchCommands.Add(new("SELECT set_config('app.tenant', $1, true)") { Parameters = { new NpgsqlParameter<string> { TypedValue = tenant } } });
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            statement.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(statement);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetInt64(0);
    }
}
