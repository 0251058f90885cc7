using Npgsql;
using PluginPlatform.Storage.Roles;

namespace PluginPlatform.Storage.Tenancy;

/// <summary>A table that says whose its rows are, or whose row its rows belong to: what a data subject's rows are found by.</summary>
public sealed class SubjectTable
{
    private readonly IReadOnlyList<(string Name, bool IsList)> _columns;
    private readonly IReadOnlyList<(string Column, SubjectTable Owner, string Key)> _owners;

    private SubjectTable(
        string schema, string name, IReadOnlyList<(string Name, bool IsList)> columns, IReadOnlyList<(string Column, SubjectTable Owner, string Key)> owners) =>
        (Schema, Name, _columns, _owners) = (schema, name, columns, owners);

    /// <summary>The schema.</summary>
    public string Schema { get; }

    /// <summary>The table.</summary>
    public string Name { get; }

    /// <summary>Schema and table, quoted.</summary>
    public string Quoted => $"{Sql.Identifier(Schema)}.{Sql.Identifier(Name)}";

    /// <summary>Whether its rows belong to rows of another table; they go before those.</summary>
    public bool Belongs => _owners.Count > 0;

    /// <summary>The condition of the rows of data subject <c>$1</c>.</summary>
    public string Match => string.Join(" OR ", _columns
        .Select(column => column.IsList ? $"{Sql.Identifier(column.Name)} @> ARRAY[$1]" : $"{Sql.Identifier(column.Name)} = $1")
        .Concat(_owners.Select(belongs =>
            $"{Sql.Identifier(belongs.Column)} IN (SELECT o.{Sql.Identifier(belongs.Key)} FROM {belongs.Owner.Quoted} o WHERE {belongs.Owner.Match})")));

    /// <summary>The condition of those of them that are about somebody else as well; a row that links two subjects is not.</summary>
    public string Shared => _columns.Where(column => column.IsList).Select(column => Sql.Identifier(column.Name)).ToList() is { Count: > 0 } lists
        ? string.Join(" OR ", lists.Select(list => $"({list} @> ARRAY[$1] AND cardinality(array_remove({list}, $1)) > 0)"))
        : "false";

    internal static async Task<IReadOnlyList<SubjectTable>> ReadAsync(NpgsqlDataSource database, string schema, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(EmbeddedSql.Read("Tenancy.subject_tables.sql"));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema });
        var rows = new List<(string Table, string Column, bool IsList, string Owner)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add((reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetString(3)));
        }

        var own = rows.Where(row => row.Owner.Length == 0).GroupBy(row => row.Table)
            .ToDictionary(table => table.Key, table => table.Select(row => (row.Column, row.IsList)).ToList());
        var owners = own.ToDictionary(table => table.Key, table => new SubjectTable(schema, table.Key, table.Value, []));
        return [.. rows.GroupBy(row => row.Table).Select(table => new SubjectTable(
            schema, table.Key, own.GetValueOrDefault(table.Key) ?? [],
            [.. table.Where(row => row.Owner.Length > 0).Select(row => Owner(schema, row.Table, row.Column, row.Owner, owners))]))];
    }

    private static (string Column, SubjectTable Owner, string Key) Owner(
        string schema, string table, string column, string named, Dictionary<string, SubjectTable> owners)
    {
        var (owner, key) = (named.Split('.')[0], named.Split('.')[1]);
        return owners.TryGetValue(owner, out var found)
            ? (column, found, key)
            : throw new PluginStorageException(
                "STO-1303", $"{schema}.{table}.{column} belongs to {named}, which says of nobody whose it is.",
                "Name a table with a column subject or subjects, or one whose comment begins with 'subject:'.");
    }
}
