using Fhir.Engine.Definitions;
using Fhir.Engine.Search.Querying;
using Fhir.Storing;

namespace Fhir.Searching;

/// <summary>
/// Turns conditions into SQL over <c>resource r</c>. Index conditions use leakproof operators only; what is not leakproof
/// (:contains) filters rows that an index has already narrowed to one parameter.
/// </summary>
internal sealed class FilterSql(string resourceType, FhirDefinitions definitions, TimeProvider time)
{
    /// <summary>Sorts after every text under the "C" collation.</summary>
    private const string AfterAll = "\U0010FFFF";

    public void Append(SqlText sql, SearchFilter filter)
    {
        switch (filter)
        {
            case IdFilter ids:
                sql.Add("r.id = ANY(").Value(ids.Ids.ToArray()).Add(")");
                break;
            case LastUpdatedFilter updated:
                sql.Any(updated.Values, value => SpanSql.Instant(sql, "r.updated_at", value, time.GetUtcNow()));
                break;
            case MissingFilter missing:
                AppendMissing(sql, missing);
                break;
            case RowFilter rows:
                AppendRows(sql, rows);
                break;
            default:
                throw new NotSupportedException($"The store has no condition for {filter.GetType().Name}.");
        }
    }

    private void AppendRows(SqlText sql, RowFilter filter)
    {
        var not = filter is TokenFilter { Not: true };
        sql.Add(not ? "r.key NOT IN (" : "r.key IN (").Add("SELECT i.key FROM ").Add(IndexTable.Of(filter.Parameter.Type))
            .Add(" i WHERE i.param = ").Value(ParameterKeys.Of(resourceType, filter.Parameter.Code)).Add(" AND ");
        AppendValues(sql, filter);
        sql.Add(")");
    }

    private void AppendValues(SqlText sql, RowFilter filter)
    {
        switch (filter)
        {
            case TokenFilter tokens:
                AppendTokens(sql, tokens.Values);
                break;
            case StringFilter strings:
                sql.Any(strings.Values, value => AppendString(sql, strings.Match, value));
                break;
            case DateFilter dates:
                sql.Any(dates.Values, value => SpanSql.Dates(sql, value, time.GetUtcNow()));
                break;
            case NumberFilter numbers:
                sql.Any(numbers.Values, value => SpanSql.Numbers(sql, value));
                break;
            case QuantityFilter amounts:
                sql.Any(amounts.Values, value => AppendQuantity(sql, value));
                break;
            case UriFilter uris:
                sql.Any(uris.Values, value => AppendUri(sql, uris.Match, value));
                break;
            case ReferenceFilter references:
                sql.Add("i.target = ANY(").Value(Targets(references).ToArray()).Add(")");
                break;
            default:
                throw new NotSupportedException($"The store has no condition for {filter.GetType().Name}.");
        }
    }

    private static void AppendTokens(SqlText sql, IReadOnlyList<TokenValue> values)
    {
        if (values.All(v => v is { AnySystem: true, Code: not null }))
        {
            sql.Add("i.code = ANY(").Value(values.Select(v => IndexText.Key(v.Code!)).ToArray()).Add(")");
            return;
        }

        sql.Any(values, value =>
        {
            if (value.Code is { } code)
            {
                sql.Add("i.code = ").Value(IndexText.Key(code)).Add(value.AnySystem ? "" : " AND ");
            }

            if (!value.AnySystem)
            {
                sql.Add("i.system = ").Value(IndexText.Key(value.System ?? ""));
            }
        });
    }

    private static void AppendString(SqlText sql, StringMatch match, StringValue value)
    {
        var begin = IndexText.Prefix(value.Normalized);
        switch (match)
        {
            case StringMatch.Exact:
                sql.Add("i.value = ").Value(begin).Add(" AND i.exact = ").Value(IndexText.Clean(value.Text));
                break;
            case StringMatch.Contains:
                sql.Add("strpos(i.value, ").Value(begin).Add(") > 0");
                break;
            default:
                sql.Add("i.value >= ").Value(begin).Add(" AND i.value < ").Value(begin + AfterAll);
                break;
        }
    }

    private static void AppendQuantity(SqlText sql, QuantityValue value)
    {
        sql.Add("(");
        SpanSql.Numbers(sql, value.Number);
        sql.Add(")");
        if (value.System is { } system)
        {
            sql.Add(" AND i.system = ").Value(IndexText.Key(system));
        }

        if (value.Unit is { } unit)
        {
            sql.Add(" AND (i.code = ").Value(IndexText.Key(unit));
            sql.Add(value.System is null ? " OR i.unit = " : " OR i.code = ").Value(IndexText.Key(unit)).Add(")");
        }
    }

    private static void AppendUri(SqlText sql, UriMatch match, string value)
    {
        switch (match)
        {
            case UriMatch.Below:
                var begin = IndexText.Prefix(value);
                sql.Add("i.code >= ").Value(begin).Add(" AND i.code < ").Value(begin + AfterAll);
                break;
            case UriMatch.Above:
                sql.Add("i.code = ANY(").Value(BeginningsOf(value).ToArray()).Add(")");
                break;
            default:
                sql.Add("i.code = ").Value(IndexText.Key(value));
                break;
        }
    }

    private static IEnumerable<string> BeginningsOf(string uri)
    {
        for (var i = 0; i < uri.Length; i++)
        {
            if (uri[i] is '/' or ':')
            {
                yield return IndexText.Key(uri[..i]);
                yield return IndexText.Key(uri[..(i + 1)]);
            }
        }

        yield return IndexText.Key(uri);
    }

    // An id without a type may mean any type the parameter can point at.
    private List<string> Targets(ReferenceFilter filter)
    {
        IReadOnlyList<string> possible = filter.TargetTypes.Count > 0 ? filter.TargetTypes
            : filter.Parameter.Targets.Count > 0 ? filter.Parameter.Targets
            : definitions.ResourceTypes;
        var targets = new List<string>();
        foreach (var value in filter.Values)
        {
            if (value.Url is { } url)
            {
                targets.Add(IndexText.Key(url));
            }
            else if (value.Type is null)
            {
                targets.AddRange(possible.Select(type => $"{type}/{value.Id}"));
            }
            else if (filter.TargetTypes.Count == 0 || filter.TargetTypes.Contains(value.Type))
            {
                targets.Add($"{value.Type}/{value.Id}");
            }
        }

        return targets;
    }

    private void AppendMissing(SqlText sql, MissingFilter filter)
    {
        sql.Add(filter.Missing ? "NOT EXISTS (" : "EXISTS (").Add("SELECT FROM ").Add(IndexTable.Of(filter.Parameter.Type))
            .Add(" i WHERE i.key = r.key AND i.param = ").Value(ParameterKeys.Of(resourceType, filter.Parameter.Code));
        if (filter.TargetTypes.Count > 0)
        {
            sql.Add(" AND ").Any(filter.TargetTypes,
                type => sql.Add("i.target >= ").Value(type + "/").Add(" AND i.target < ").Value(type + "0"));
        }

        sql.Add(")");
    }
}
