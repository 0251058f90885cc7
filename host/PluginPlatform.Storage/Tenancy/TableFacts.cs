using Npgsql;

namespace PluginPlatform.Storage.Tenancy;

/// <summary>What the catalogue says of a table's tenancy.</summary>
internal sealed record TableFacts(
    string Name,
    char Kind,
    string Comment,
    bool HasTenant,
    bool TenantIsKey,
    bool Forced,
    bool Isolated,
    string OtherPolicies,
    bool HasPolicy)
{
    public bool IsShared => Comment.StartsWith("shared:", StringComparison.Ordinal);

    public bool CanBeSecured => Kind is 'r' or 'p';

    /// <summary>Says what is wrong and how to mend it, or null.</summary>
    public string? Gap => this switch
    {
        { IsShared: true } => null,
        { CanBeSecured: false } =>
            $"'{Name}' is a materialised view or foreign table, which row-level security cannot keep apart: make it a table, or COMMENT ON … IS 'shared: why'.",
        { HasTenant: false } =>
            $"Table '{Name}' has no tenant_id: add tenant_id text COLLATE \"C\" NOT NULL DEFAULT platform.tenant(), or COMMENT ON TABLE … IS 'shared: why'.",
        { TenantIsKey: false } => $"Table '{Name}': tenant_id must be text NOT NULL.",
        { OtherPolicies: not "" } =>
            $"Table '{Name}' has another permissive policy ({OtherPolicies}), which would let rows of other tenants through: drop it or make it AS RESTRICTIVE.",
        { Isolated: false } or { Forced: false } =>
            $"Table '{Name}' lacks forced row-level security with the policy tenant_isolation: restart the plugin to have it restored.",
        _ => null,
    };

    public static async Task<List<TableFacts>> ReadAsync(
        NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(EmbeddedSql.Read("Tenancy.tables.sql"), connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema });
        var facts = new List<TableFacts>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            facts.Add(new(
                reader.GetString(0),
                reader.GetString(1)[0],
                reader.GetString(2),
                reader.GetBoolean(3),
                reader.GetBoolean(4),
                reader.GetBoolean(5),
                reader.GetBoolean(6),
                reader.GetString(7),
                reader.GetBoolean(8)));
        }

        return facts;
    }
}
