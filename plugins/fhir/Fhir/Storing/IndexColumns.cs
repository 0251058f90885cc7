using Npgsql;

namespace Fhir.Storing;

/// <summary>
/// Rows of the index tables. Each table takes any number of them with one statement of constant text: one array per column,
/// one plan, one round trip for all tables.
/// </summary>
internal sealed class IndexColumns
{
    private const string InsertTokens = """
        INSERT INTO token_index (tenant_id, param, code, system, key)
        SELECT t.id, r.* FROM (SELECT platform.tenant() AS id) t, unnest($1, $2, $3, $4) AS r (param, code, system, key)
        """;

    private const string InsertStrings = """
        INSERT INTO string_index (tenant_id, param, value, exact, key)
        SELECT t.id, r.* FROM (SELECT platform.tenant() AS id) t, unnest($1, $2, $3, $4) AS r (param, value, exact, key)
        """;

    private const string InsertDates = """
        INSERT INTO date_index (tenant_id, param, low, high, key)
        SELECT t.id, r.* FROM (SELECT platform.tenant() AS id) t, unnest($1, $2, $3, $4) AS r (param, low, high, key)
        """;

    private const string InsertReferences = """
        INSERT INTO reference_index (tenant_id, target, param, key)
        SELECT t.id, r.* FROM (SELECT platform.tenant() AS id) t, unnest($1, $2, $3) AS r (target, param, key)
        """;

    private const string InsertQuantities = """
        INSERT INTO quantity_index (tenant_id, param, low, high, system, code, unit, key)
        SELECT t.id, r.*
        FROM (SELECT platform.tenant() AS id) t,
             unnest($1, $2, $3, $4, $5, $6, $7) AS r (param, low, high, system, code, unit, key)
        """;

    private const string InsertSubjects = """
        INSERT INTO compartment (tenant_id, subject, type, key)
        SELECT t.id, r.* FROM (SELECT platform.tenant() AS id) t, unnest($1, $2, $3) AS r (subject, type, key)
        """;

    public List<(int Param, string Code, string System, long Key)> Tokens { get; } = [];

    public List<(int Param, string Value, string Exact, long Key)> Strings { get; } = [];

    public List<(int Param, DateTime Low, DateTime High, long Key)> Dates { get; } = [];

    public List<(string Target, int Param, long Key)> References { get; } = [];

    public List<(int Param, double Low, double High, string System, string Code, string Unit, long Key)> Quantities { get; } = [];

    public List<(string Subject, string Type, long Key)> Subjects { get; } = [];

    public void AppendTo(NpgsqlBatch batch)
    {
        Insert(batch, InsertTokens, Tokens,
            r => [Column(r, x => x.Param), Column(r, x => x.Code), Column(r, x => x.System), Column(r, x => x.Key)]);
        Insert(batch, InsertStrings, Strings,
            r => [Column(r, x => x.Param), Column(r, x => x.Value), Column(r, x => x.Exact), Column(r, x => x.Key)]);
        Insert(batch, InsertDates, Dates,
            r => [Column(r, x => x.Param), Column(r, x => x.Low), Column(r, x => x.High), Column(r, x => x.Key)]);
        Insert(batch, InsertReferences, References,
            r => [Column(r, x => x.Target), Column(r, x => x.Param), Column(r, x => x.Key)]);
        Insert(batch, InsertQuantities, Quantities,
            r => [Column(r, x => x.Param), Column(r, x => x.Low), Column(r, x => x.High), Column(r, x => x.System),
                Column(r, x => x.Code), Column(r, x => x.Unit), Column(r, x => x.Key)]);
        Insert(batch, InsertSubjects, Subjects,
            r => [Column(r, x => x.Subject), Column(r, x => x.Type), Column(r, x => x.Key)]);
    }

    private static void Insert<TRow>(NpgsqlBatch batch, string sql, List<TRow> rows, Func<List<TRow>, NpgsqlParameter[]> columns)
    {
        if (rows.Count > 0)
        {
            batch.Add(sql, columns(rows));
        }
    }

    private static NpgsqlParameter Column<TRow, TValue>(List<TRow> rows, Func<TRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return new NpgsqlParameter<TValue[]> { TypedValue = values };
    }
}
