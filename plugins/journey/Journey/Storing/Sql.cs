using Npgsql;

namespace Journey.Storing;

/// <summary>Parameters of set-based statements: one array per column.</summary>
internal static class Sql
{
    public static NpgsqlParameter Column<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value) =>
        new NpgsqlParameter<TValue[]> { TypedValue = [.. rows.Select(value)] };
}
