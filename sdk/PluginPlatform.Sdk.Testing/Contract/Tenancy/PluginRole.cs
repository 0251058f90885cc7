using Npgsql;

namespace PluginPlatform.Sdk.Testing.Contract.Tenancy;

/// <summary>The plugin's role, and every role it may become, is subject to row-level security.</summary>
internal static class PluginRole
{
    private const string Mighty = """
        SELECT r.rolname::text FROM pg_roles r
        WHERE (r.rolsuper OR r.rolbypassrls) AND (r.rolname = session_user OR pg_has_role(session_user, r.oid, 'MEMBER'))
        """;

    public static async Task<IReadOnlyList<ContractFinding>> CheckAsync(NpgsqlConnection plugin, CancellationToken cancellationToken)
    {
        var findings = new List<ContractFinding>();
        await using var command = new NpgsqlCommand(Mighty, plugin);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            findings.Add(new("role " + rows.GetString(0), "is superuser or has BYPASSRLS, and the plugin can act as it"));
        }

        return findings;
    }
}
