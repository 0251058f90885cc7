using Npgsql;

namespace PluginPlatform.Sdk.Testing.Contract.Tenancy;

/// <summary>A table, what the catalogue says of its tenancy, and one row of the tenant as JSON.</summary>
internal sealed record TenantTable(string Name, string Columns, bool HasTenant, bool Shared, bool Forced, long Policies, long Rows, string? Sample)
{
    private const string Catalogue = """
        SELECT c.relname::text,
               (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''),
               EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped),
               coalesce(obj_description(c.oid, 'pg_class'), '') LIKE 'shared:%',
               c.relrowsecurity AND c.relforcerowsecurity,
               (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relkind IN ('r', 'p')
        ORDER BY 1
        """;

    public static async Task<IReadOnlyList<TenantTable>> ReadAsync(NpgsqlDataSource superuser, string schema, string tenant, CancellationToken cancellationToken)
    {
        var tables = new List<TenantTable>();
        await using (var command = superuser.CreateCommand(Catalogue))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                tables.Add(new(
                    $"\"{schema}\".\"{rows.GetString(0)}\"", rows.GetString(1), rows.GetBoolean(2), rows.GetBoolean(3), rows.GetBoolean(4), rows.GetInt64(5), 0, null));
            }
        }

        for (var i = 0; i < tables.Count; i++)
        {
            tables[i] = tables[i].HasTenant ? await tables[i].SampleAsync(superuser, tenant, cancellationToken) : tables[i];
        }

        return tables;
    }

    /// <returns>What the table's declaration lacks.</returns>
    public IEnumerable<ContractFinding> Declared()
    {
        if (!HasTenant)
        {
            return Shared ? [] : [new(Name, "has no tenant_id and is not marked shared")];
        }

        return Forced && Policies > 0 ? [] : [new(Name, Forced ? "has no policy" : "lacks forced row-level security")];
    }

    private async Task<TenantTable> SampleAsync(NpgsqlDataSource superuser, string tenant, CancellationToken cancellationToken)
    {
        await using var command = superuser.CreateCommand(
            $"SELECT count(*), (SELECT to_jsonb(s)::text FROM {Name} s WHERE s.tenant_id = $1 LIMIT 1) FROM {Name} t WHERE t.tenant_id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return this with { Rows = row.GetInt64(0), Sample = row.IsDBNull(1) ? null : row.GetString(1) };
    }
}
