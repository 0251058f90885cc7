using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;
using PluginPlatform.Storage.Roles;

namespace PluginPlatform.Storage.Tenancy;

/// <summary>Puts every tenant table of a schema under forced row-level security, then checks the schema.</summary>
internal static class SecureTables
{
    public static async Task RunAsync(
        NpgsqlConnection owner, string plugin, ILogger logger, CancellationToken cancellationToken)
    {
        var facts = await TableFacts.ReadAsync(owner, plugin, cancellationToken).ConfigureAwait(false);
        if (await SecureAsync(owner, plugin, facts, logger, cancellationToken).ConfigureAwait(false))
        {
            facts = await TableFacts.ReadAsync(owner, plugin, cancellationToken).ConfigureAwait(false);
        }

        var gaps = facts.Select(f => f.Gap).OfType<string>().ToList();
        if (gaps.Count > 0)
        {
            throw new PluginStorageException(
                "STO-1301", $"Plugin '{plugin}' would not keep tenants apart.", string.Join(' ', gaps));
        }

        await SecureSubjects.RunAsync(owner, plugin, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> SecureAsync(
        NpgsqlConnection owner,
        string plugin,
        List<TableFacts> facts,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        var sql = new StringBuilder();
        foreach (var table in facts.Where(t => t is { CanBeSecured: true, TenantIsKey: true, IsShared: false }
            && !(t.Forced && t.Isolated)))
        {
            Append(sql, $"{Sql.Identifier(plugin)}.{Sql.Identifier(table.Name)}", table.HasPolicy);
            StorageLog.TableSecured(logger, plugin, table.Name);
        }

        if (sql.Length == 0)
        {
            return false;
        }

        await Sql.RunAsync(owner, sql.ToString(), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static void Append(StringBuilder sql, string table, bool replace)
    {
        if (replace)
        {
            sql.Append("DROP POLICY tenant_isolation ON ").Append(table).AppendLine(";");
        }

        sql.Append("ALTER TABLE ").Append(table).AppendLine(" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;")
            .Append("CREATE POLICY tenant_isolation ON ").Append(table)
            .Append(" USING (tenant_id = (SELECT platform.tenant()))")
            .AppendLine(" WITH CHECK (tenant_id = (SELECT platform.tenant()));");
    }
}
