using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Users;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class SchemaTests(IdentityPlatform platform)
{
    [Fact]
    public async Task Model_ColumnsKeysAndIndexes_EqualTheMigratedSchema()
    {
        await using var app = await IdentityApp.StartAsync(platform);
        await using var scope = app.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PlatformIdentityDbContext>();
        var tables = context.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.ToList();
        Assert.Equal(8, tables.Count);

        var expected = tables.SelectMany(Describe).Order(StringComparer.Ordinal).ToList();
        var actual = new List<string>();
        await using var command = platform.Storage.Kernel.CreateCommand(Catalogue);
        command.Parameters.AddWithValue(tables.Select(table => table.Name).ToArray());
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            actual.Add(reader.GetString(0));
        }

        Assert.Equal(expected, actual.Order(StringComparer.Ordinal));
    }

    private const string Catalogue =
        """
        SELECT format('%s.%s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN '' ELSE ' null' END)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relnamespace = 'platform'::regnamespace AND c.relkind = 'r' AND c.relname = ANY ($1)
        UNION ALL
        SELECT format('%s %s (%s)', t.relname,
            CASE WHEN i.indisprimary THEN 'key' WHEN i.indisunique THEN 'unique ' || c.relname ELSE 'index ' || c.relname END,
            (SELECT string_agg(a.attname, ', ' ORDER BY k.place)
             FROM unnest(i.indkey::int[]) WITH ORDINALITY k (number, place)
             JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number))
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
        WHERE t.relnamespace = 'platform'::regnamespace AND t.relname = ANY ($1)
        """;

    private static IEnumerable<string> Describe(ITable table)
    {
        foreach (var column in table.Columns)
        {
            yield return $"{table.Name}.{column.Name} {column.StoreType}{(column.IsNullable ? " null" : "")}";
        }

        yield return $"{table.Name} key ({Names(table.PrimaryKey!.Columns)})";
        foreach (var index in table.Indexes)
        {
            yield return $"{table.Name} {(index.IsUnique ? "unique" : "index")} {index.Name} ({Names(index.Columns)})";
        }
    }

    private static string Names(IEnumerable<IColumn> columns) => string.Join(", ", columns.Select(column => column.Name));
}
