using System.Text.Json;
using Fhir.Engine.Definitions;
using Fhir.Engine.Search.Querying;
using Fhir.Storing;
using Npgsql;

namespace Fhir.Searching;

/// <summary>
/// One key of the order. Of several values the least counts ascending and the greatest descending (R4 3.1.1.5.1); what has
/// none comes last, through a value beyond all others, so that a page can begin after it like after any other.
/// </summary>
internal sealed class SortColumn(SortKey key, string resourceType)
{
    public bool Descending => key.Descending;

    private bool IsText => key.Parameter.Code == "_id"
        || key.Parameter.Type is SearchParameterType.String or SearchParameterType.Token or SearchParameterType.Uri or SearchParameterType.Reference;

    private bool IsTime => key.Parameter.Code == "_lastUpdated" || key.Parameter.Type == SearchParameterType.Date;

    public void Append(SqlText sql)
    {
        if (key.Parameter.Code is "_id" or "_lastUpdated")
        {
            sql.Add(key.Parameter.Code == "_id" ? "r.id" : "r.updated_at");
            return;
        }

        var (column, last) = Columns();
        sql.Add("coalesce((SELECT ").Add(Descending ? "max(" : "min(").Add(column).Add(") FROM ")
            .Add(IndexTable.Of(key.Parameter.Type)).Add(" i WHERE i.key = r.key AND i.param = ")
            .Value(ParameterKeys.Of(resourceType, key.Parameter.Code));
        if (key.TargetTypes.Count > 0)
        {
            sql.Add(" AND ").Any(key.TargetTypes,
                type => sql.Add("i.target >= ").Value(type + "/").Add(" AND i.target < ").Value(type + "0"));
        }

        sql.Add("), ").Add(last).Add(")");
    }

    /// <summary>A value of this column, as the cursor carries it.</summary>
    public string Read(NpgsqlDataReader row, int ordinal) =>
        IsText ? row.GetString(ordinal)
        : IsTime ? row.GetDateTime(ordinal).Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : row.GetDouble(ordinal).ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Adds a cursor's value as a parameter.</summary>
    /// <returns>False when it is none.</returns>
    public bool TryAppendValue(SqlText sql, JsonElement value)
    {
        var text = value.GetString() ?? "";
        if (IsText)
        {
            sql.Value(IndexText.Clean(text));
            return true;
        }

        if (IsTime)
        {
            var read = long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var ticks) && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
            sql.Value(new DateTime(read ? ticks : 0, DateTimeKind.Utc));
            return read;
        }

        var parsed = double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number);
        sql.Value(number);
        return parsed;
    }

    private (string Column, string Last) Columns() => (key.Parameter.Type, Descending) switch
    {
        (SearchParameterType.Date, false) => ("i.low", "'infinity'::timestamptz"),
        (SearchParameterType.Date, true) => ("i.high", "'-infinity'::timestamptz"),
        (SearchParameterType.Number or SearchParameterType.Quantity, false) => ("i.low", "'infinity'::float8"),
        (SearchParameterType.Number or SearchParameterType.Quantity, true) => ("i.high", "'-infinity'::float8"),
        (SearchParameterType.String, false) => ("i.value", "U&'\\+10FFFF'"),
        (SearchParameterType.String, true) => ("i.value", "''"),
        (SearchParameterType.Reference, false) => ("i.target", "U&'\\+10FFFF'"),
        (SearchParameterType.Reference, true) => ("i.target", "''"),
        (_, false) => ("i.code", "U&'\\+10FFFF'"),
        (_, true) => ("i.code", "''"),
    };
}
