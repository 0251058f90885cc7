using System.Text.Json;
using Fhir.Access;
using Fhir.Engine.Definitions;
using Fhir.Engine.Search.Querying;
using PluginPlatform.Sdk.Access;

namespace Fhir.Searching;

/// <summary>Composes the statements of a search.</summary>
internal sealed class SearchSql(SearchQuery query, FhirDefinitions definitions, TimeProvider time, SubjectView view, Reach reach)
{
    private readonly FilterSql _filters = new(query.ResourceType, definitions, time);

    public IReadOnlyList<SortColumn> Sort { get; } = [.. query.Sort.Select(key => new SortColumn(key, query.ResourceType))];

    /// <summary>
    /// One page: id, version, updated_at, subjects, content, key, then the sort columns. Keys and order are found first;
    /// contents are fetched for the page alone.
    /// </summary>
    /// <returns>Null when the cursor is not one this query gave out.</returns>
    public SqlText? Page(int limit, JsonElement? after)
    {
        var sql = new SqlText();
        sql.Add("SELECT c.id, c.version, c.updated_at, c.subjects, c.content, p.* FROM (SELECT q.* FROM (SELECT r.key");
        for (var i = 0; i < Sort.Count; i++)
        {
            sql.Add(", ");
            Sort[i].Append(sql);
            sql.Add($" AS s{i}");
        }

        AppendMatches(sql);
        sql.Add(") q");
        if (after is { } cursor && !AppendCursor(sql, cursor))
        {
            return null;
        }

        AppendOrder(sql, "q");
        sql.Add(" LIMIT ").Value(limit).Add(") p JOIN resource c ON c.type = ").Value(query.ResourceType).Add(" AND c.key = p.key");
        AppendOrder(sql, "p");
        return sql;
    }

    /// <summary>How many match.</summary>
    public SqlText Count()
    {
        var sql = new SqlText();
        sql.Add("SELECT count(*)");
        AppendMatches(sql);
        return sql;
    }

    private void AppendMatches(SqlText sql)
    {
        sql.Add(" FROM resource r WHERE r.type = ").Value(query.ResourceType).Add(" AND r.content IS NOT NULL");
        if (view.Subject is { } subject)
        {
            // The database keeps the reader to the own compartment whatever is asked; this finds it by its index.
            sql.Add(" AND r.key IN (SELECT m.key FROM compartment m WHERE m.subject = ").Value(subject).Add(" AND m.type = r.type)");
        }

        reach.AppendTo(sql, DataAction.Search, query.ResourceType);
        foreach (var filter in query.Filters)
        {
            sql.Add(" AND ");
            _filters.Append(sql, filter);
        }
    }

    private void AppendOrder(SqlText sql, string alias)
    {
        sql.Add(" ORDER BY ");
        for (var i = 0; i < Sort.Count; i++)
        {
            sql.Add($"{alias}.s{i}").Add(Sort[i].Descending ? " DESC, " : ", ");
        }

        sql.Add(alias).Add(".key");
    }

    // After (a, b, key): a later a, or the same a and then a later b, or the same both and then a later key.
    private bool AppendCursor(SqlText sql, JsonElement cursor)
    {
        if (cursor.ValueKind != JsonValueKind.Array || cursor.GetArrayLength() != Sort.Count + 1
            || cursor[Sort.Count].ValueKind != JsonValueKind.Number || !cursor[Sort.Count].TryGetInt64(out var key))
        {
            return false;
        }

        sql.Add(" WHERE ");
        for (var i = 0; i < Sort.Count; i++)
        {
            if (cursor[i].ValueKind != JsonValueKind.String)
            {
                return false;
            }

            sql.Add($"(q.s{i}").Add(Sort[i].Descending ? " < " : " > ");
            var read = Sort[i].TryAppendValue(sql, cursor[i]);
            sql.Add($" OR (q.s{i} = ");
            if (!read || !Sort[i].TryAppendValue(sql, cursor[i]))
            {
                return false;
            }

            sql.Add(" AND ");
        }

        sql.Add("q.key > ").Value(key);
        for (var i = 0; i < Sort.Count; i++)
        {
            sql.Add("))");
        }

        return true;
    }
}
