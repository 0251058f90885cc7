using Fhir.Engine.Search.Querying;

namespace Fhir.Searching;

/// <summary>Comparisons of spans by prefix (R4 3.1.1.4.5 to 3.1.1.4.7).</summary>
internal static class SpanSql
{
    /// <summary>"ap" takes a tenth of the distance to now as near enough (R4 3.1.1.4.7).</summary>
    private const double NearEnough = 0.1;

    private const string Middle = "(i.low + i.high) / 2";

    /// <summary>Rows of date_index i against a value.</summary>
    public static void Dates(SqlText sql, DateValue value, DateTimeOffset now)
    {
        var (low, high) = (value.Range.Low, value.Range.High);
        _ = value.Prefix switch
        {
            SearchPrefix.Equal => sql.Add("i.low >= ").Value(low).Add(" AND i.low < ").Value(high).Add(" AND i.high <= ").Value(high),
            SearchPrefix.NotEqual => sql.Add("(i.low < ").Value(low).Add(" OR i.high > ").Value(high).Add(")"),
            SearchPrefix.GreaterThan => sql.Add("i.high > ").Value(high),
            SearchPrefix.LessThan => sql.Add("i.low < ").Value(low),
            SearchPrefix.GreaterOrEqual => sql.Add("(i.low >= ").Value(low).Add(" OR i.high > ").Value(high).Add(")"),
            SearchPrefix.LessOrEqual => sql.Add("(i.high <= ").Value(high).Add(" OR i.low < ").Value(low).Add(")"),
            SearchPrefix.StartsAfter => sql.Add("i.low >= ").Value(high),
            SearchPrefix.EndsBefore => sql.Add("i.high <= ").Value(low),
            _ => sql.Add("i.low < ").Value(Shift(high, Tolerance(low, now))).Add(" AND i.high > ").Value(Shift(low, -Tolerance(low, now))),
        };
    }

    /// <summary>An instant, such as resource.updated_at, against a value.</summary>
    public static void Instant(SqlText sql, string column, DateValue value, DateTimeOffset now)
    {
        var (low, high) = (value.Range.Low, value.Range.High);
        sql.Add(column);
        _ = value.Prefix switch
        {
            SearchPrefix.Equal => sql.Add(" >= ").Value(low).Add(" AND ").Add(column).Add(" < ").Value(high),
            SearchPrefix.NotEqual => sql.Add(" < ").Value(low).Add(" OR ").Add(column).Add(" >= ").Value(high),
            SearchPrefix.GreaterThan or SearchPrefix.StartsAfter => sql.Add(" >= ").Value(high),
            SearchPrefix.LessThan or SearchPrefix.EndsBefore => sql.Add(" < ").Value(low),
            SearchPrefix.GreaterOrEqual => sql.Add(" >= ").Value(low),
            SearchPrefix.LessOrEqual => sql.Add(" < ").Value(high),
            _ => sql.Add(" >= ").Value(Shift(low, -Tolerance(low, now))).Add(" AND ").Add(column).Add(" < ").Value(Shift(high, Tolerance(low, now))),
        };
    }

    /// <summary>Rows of quantity_index i against a value. "100" finds what rounds to it; other prefixes compare the number itself.</summary>
    public static void Numbers(SqlText sql, NumberValue value)
    {
        var (low, high, exact) = (value.Range.Low, value.Range.High, value.Exact);
        // The middle of a stored span is its number but for the last bits.
        var slack = 1e-9 * Math.Max(1, Math.Abs(exact));
        var near = Math.Max(Math.Abs(exact) * NearEnough, (high - low) / 2);
        _ = value.Prefix switch
        {
            SearchPrefix.Equal => Within(sql, low, high),
            SearchPrefix.NotEqual => sql.Add("NOT (").Add(Middle).Add(" >= ").Value(low).Add(" AND ").Add(Middle).Add(" < ").Value(high).Add(")"),
            SearchPrefix.GreaterThan or SearchPrefix.StartsAfter => Above(sql, exact + slack),
            SearchPrefix.GreaterOrEqual => Above(sql, exact - slack),
            SearchPrefix.LessThan or SearchPrefix.EndsBefore => Below(sql, exact - slack),
            SearchPrefix.LessOrEqual => Below(sql, exact + slack),
            _ => Within(sql, exact - near, exact + near),
        };
    }

    private static SqlText Within(SqlText sql, double low, double high) => sql
        .Add("i.low < ").Value(high).Add(" AND i.high > ").Value(low)
        .Add(" AND ").Add(Middle).Add(" >= ").Value(low).Add(" AND ").Add(Middle).Add(" < ").Value(high);

    private static SqlText Above(SqlText sql, double limit) =>
        sql.Add("i.high > ").Value(limit).Add(" AND ").Add(Middle).Add(" > ").Value(limit);

    private static SqlText Below(SqlText sql, double limit) =>
        sql.Add("i.low < ").Value(limit).Add(" AND ").Add(Middle).Add(" < ").Value(limit);

    private static TimeSpan Tolerance(DateTime low, DateTimeOffset now) => (now.UtcDateTime - low).Duration() * NearEnough;

    private static DateTime Shift(DateTime instant, TimeSpan by)
    {
        var ticks = instant.Ticks + by.Ticks;
        return ticks <= DateTime.MinValue.Ticks ? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc)
            : ticks >= DateTime.MaxValue.Ticks ? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)
            : new(ticks, DateTimeKind.Utc);
    }
}
