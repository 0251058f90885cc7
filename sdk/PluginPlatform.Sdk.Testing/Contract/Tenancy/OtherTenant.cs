using Npgsql;

namespace PluginPlatform.Sdk.Testing.Contract.Tenancy;

/// <summary>With another tenant set, the first one's rows cannot be seen, changed, deleted, or added to. Nothing is kept of the attempts.</summary>
internal static class OtherTenant
{
    public static async Task<IReadOnlyList<ContractFinding>> CheckAsync(
        NpgsqlConnection stranger, TenantTable table, string tenant, CancellationToken cancellationToken)
    {
        var findings = new List<ContractFinding>();
        foreach (var (sql, what) in new[]
        {
            ($"SELECT count(*) FROM {table.Name} WHERE tenant_id = $1", "shows another tenant {0} rows"),
            ($"WITH gone AS (DELETE FROM {table.Name} WHERE tenant_id = $1 RETURNING 1) SELECT count(*) FROM gone", "lets another tenant delete {0} rows"),
            ($"WITH changed AS (UPDATE {table.Name} SET tenant_id = tenant_id WHERE tenant_id = $1 RETURNING 1) SELECT count(*) FROM changed", "lets another tenant change {0} rows"),
        })
        {
            if (await CountAsync(stranger, sql, tenant, cancellationToken) is > 0 and var rows)
            {
                findings.Add(new(table.Name, string.Format(null, what, rows)));
            }
        }

        if (table.Sample is not null && await InsertsAsync(stranger, table, cancellationToken))
        {
            findings.Add(new(table.Name, "lets another tenant add a row"));
        }

        return findings;
    }

    private static async Task<long> CountAsync(NpgsqlConnection stranger, string sql, string tenant, CancellationToken cancellationToken)
    {
        await using var attempt = await stranger.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, stranger, attempt) { Parameters = { new NpgsqlParameter<string> { TypedValue = tenant } } };
        try
        {
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // The role may not do it at all, to anybody's rows.
            return 0;
        }
    }

    private static async Task<bool> InsertsAsync(NpgsqlConnection stranger, TenantTable table, CancellationToken cancellationToken)
    {
        await using var attempt = await stranger.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"INSERT INTO {table.Name} ({table.Columns}) OVERRIDING SYSTEM VALUE SELECT {table.Columns} FROM jsonb_populate_record(NULL::{table.Name}, $1::jsonb)",
            stranger, attempt) { Parameters = { new NpgsqlParameter<string> { TypedValue = table.Sample! } } };
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // 42501 stands for a missing right as well as for a policy's refusal; both keep the row out.
            return false;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Policies are checked before keys: it let the row pass, and another one would be in.
            return true;
        }
    }
}
