using System.Text.RegularExpressions;
using Npgsql;
using PluginPlatform.Storage.Roles;

namespace PluginPlatform.Storage.Encryption.Rotating;

/// <summary>A column declared by <c>COMMENT ON COLUMN … IS 'encrypted: purpose by key columns'</c>.</summary>
internal sealed partial record EncryptedColumn(
    string Schema, string Table, string Name, string Comment, bool IsBytes, bool HasTenant, IReadOnlyList<string> Columns)
{
    /// <summary>The purpose under which the plugin encrypts it.</summary>
    public string Purpose => Declaration().Match(Comment).Groups[1].Value;

    public string QualifiedTable => $"{Sql.Identifier(Schema)}.{Sql.Identifier(Table)}";

    /// <summary>The row as the plugin names it, as an SQL expression.</summary>
    public string RowExpression => string.Join(" || '/' || ", Keys.Select(k => $"{Sql.Identifier(k)}::text"));

    /// <summary>Says what is wrong with the declaration and how to mend it, or null.</summary>
    public string? Gap => this switch
    {
        { IsBytes: false } => $"Column '{Table}.{Name}' is declared as encrypted and is no bytea: make it one.",
        { HasTenant: false } => $"Column '{Table}.{Name}' is declared as encrypted in a table without tenant_id: keys belong to tenants.",
        _ when !Declaration().IsMatch(Comment) =>
            $"Column '{Table}.{Name}' has the comment '{Comment}': write 'encrypted: <purpose> by <column>, <column>'.",
        _ when Keys.FirstOrDefault(k => !Columns.Contains(k)) is { } missing =>
            $"Column '{Table}.{Name}' is encrypted by '{missing}', which the table does not have: name the columns that tell the row.",
        _ => null,
    };

    private string[] Keys => Declaration().Match(Comment).Groups[2].Value.Split(',', StringSplitOptions.TrimEntries);

    public static async Task<List<EncryptedColumn>> ReadAsync(
        NpgsqlConnection connection, string? schema, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(EmbeddedSql.Read("Encryption.Rotating.columns.sql"), connection)
        {
            Parameters = { new NpgsqlParameter { Value = (object?)schema ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var columns = new List<EncryptedColumn>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            columns.Add(new(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetBoolean(4), reader.GetBoolean(5),
                reader.GetFieldValue<string[]>(6)));
        }

        return columns;
    }

    /// <exception cref="PluginStorageException">STO-1302: a declaration by which the platform could not rotate keys.</exception>
    public static async Task CheckAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        var columns = await ReadAsync(connection, schema, cancellationToken).ConfigureAwait(false);
        var gaps = columns.Select(c => c.Gap).OfType<string>().Distinct().ToList();
        if (gaps.Count > 0)
        {
            throw new PluginStorageException("STO-1302", $"Plugin '{schema}' has encrypted columns whose keys could not be rotated.", string.Join(' ', gaps));
        }
    }

    [GeneratedRegex("^encrypted: ([a-z0-9._-]{1,100}) by ([a-z_][a-z0-9_]*(?:, ?[a-z_][a-z0-9_]*)*)$")]
    private static partial Regex Declaration();
}
