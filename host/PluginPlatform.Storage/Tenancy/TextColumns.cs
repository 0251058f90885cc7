using Npgsql;
using PluginPlatform.Storage.Roles;

namespace PluginPlatform.Storage.Tenancy;

/// <summary>Looks through everything a schema can hold a text in, to find what names a data subject still.</summary>
internal static class TextColumns
{
    /// <returns>Per table the condition of rows that mention <c>$1</c>.</returns>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadAsync(NpgsqlDataSource database, string schema, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(EmbeddedSql.Read("Tenancy.text_columns.sql"));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema });
        var columns = new List<(string Table, string Condition)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var name = Sql.Identifier(reader.GetString(1));
            columns.Add((reader.GetString(0), reader.GetBoolean(2) ? $"platform.mentions(encode({name}, 'escape'), $1)" : $"platform.mentions({name}::text, $1)"));
        }

        return [.. columns.GroupBy(column => column.Table)
            .Select(table => KeyValuePair.Create(table.Key, string.Join(" OR ", table.Select(column => $"coalesce({column.Condition}, false)"))))];
    }
}
