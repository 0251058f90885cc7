using System.Text;
using Npgsql;
using PluginPlatform.Storage.Roles;

namespace PluginPlatform.Storage.Tenancy;

/// <summary>Puts tables that say whose a row is under the policy that keeps a call to the data subjects it may see.</summary>
internal static class SecureSubjects
{
    public static async Task RunAsync(NpgsqlConnection owner, string schema, CancellationToken cancellationToken)
    {
        var sql = new StringBuilder();
        foreach (var table in (await ReadAsync(owner, schema, cancellationToken).ConfigureAwait(false)).GroupBy(column => column.Table))
        {
            // The note tells what the policy was made from; one that differs, or none, has it made anew.
            var note = "seen and not withheld, by: " + string.Join(", ", table.Select(column => column.Name));
            if (table.First().Note != note)
            {
                Append(
                    sql, $"{Sql.Identifier(schema)}.{Sql.Identifier(table.Key)}", string.Join(" AND ", table.Select(Sees)),
                    string.Join(" AND ", table.Select(NotWithheld)), note);
            }
        }

        if (sql.Length > 0)
        {
            await Sql.RunAsync(owner, sql.ToString(), cancellationToken).ConfigureAwait(false);
        }
    }

    // For reading only: it also holds for every UPDATE and DELETE that looks at a row (PostgreSQL, CREATE POLICY).
    private static void Append(StringBuilder sql, string table, string sees, string notWithheld, string note) => sql
        .Append("DROP POLICY IF EXISTS subject_view ON ").Append(table).AppendLine(";")
        .Append("CREATE POLICY subject_view ON ").Append(table)
        .Append(" AS RESTRICTIVE FOR SELECT USING (((SELECT platform.sees_everyone()) OR (").Append(sees).Append(")) AND ").Append(notWithheld).AppendLine(");")
        .Append("COMMENT ON POLICY subject_view ON ").Append(table).Append(" IS '").Append(note.Replace("'", "''", StringComparison.Ordinal)).AppendLine("';");

    private static string Sees(Column column)
    {
        var name = Sql.Identifier(column.Name);
        return column.IsList
            ? $"({name} && (SELECT platform.sees()) OR ({name} = '{{}}' AND (SELECT platform.sees_nobodys())))"
            : $"({name} = ANY ((SELECT platform.sees())::text[]){(column.IsRequired ? "" : $" OR ({name} IS NULL AND (SELECT platform.sees_nobodys()))")})";
    }

    // Null, when nothing is withheld, makes the look-up null too. A row about several is kept back when one of them denies.
    private static string NotWithheld(Column column) =>
        $"coalesce(NOT pg_catalog.{(column.IsList ? "jsonb_exists_any" : "jsonb_exists")}((SELECT platform.withheld()), {Sql.Identifier(column.Name)}), true)";

    private static async Task<List<Column>> ReadAsync(NpgsqlConnection owner, string schema, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(EmbeddedSql.Read("Tenancy.subjects.sql"), owner);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema });
        var columns = new List<Column>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            columns.Add(new(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3), reader.GetString(4)));
        }

        return columns;
    }

    private sealed record Column(string Table, string Name, bool IsList, bool IsRequired, string Note);
}
