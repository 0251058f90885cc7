using Fhir.Engine.Definitions;
using Fhir.Engine.Search.Indexing;
using Npgsql;

namespace Fhir.Storing;

/// <summary>Collects what changed resources are found by and inserts it, one statement per table.</summary>
internal sealed class IndexRows
{
    private readonly IndexColumns _columns = new();

    public void Add(Change change)
    {
        var rows = change.Rows!;
        var param = new KeyOf(change.Type);
        AddTexts(rows, param, change.Key);
        AddSpans(rows, param, change.Key);
        AddLinks(change, rows, param);
        foreach (var subject in change.Subjects)
        {
            _columns.Subjects.Add((subject, change.Type, change.Key));
        }
    }

    public void AppendTo(NpgsqlBatch batch) => _columns.AppendTo(batch);

    private void AddTexts(SearchRows rows, KeyOf param, long key)
    {
        foreach (var row in rows.Tokens)
        {
            _columns.Tokens.Add((param.Of(row.Parameter), IndexText.Key(row.Code), IndexText.Key(row.System ?? ""), key));
        }

        foreach (var row in rows.Uris)
        {
            _columns.Tokens.Add((param.Of(row.Parameter), IndexText.Key(row.Value), "", key));
        }

        foreach (var row in rows.Strings)
        {
            _columns.Strings.Add((param.Of(row.Parameter), IndexText.Prefix(row.Normalized), IndexText.Clean(row.Value), key));
        }
    }

    private void AddSpans(SearchRows rows, KeyOf param, long key)
    {
        foreach (var row in rows.Dates)
        {
            _columns.Dates.Add((param.Of(row.Parameter), row.Low, row.High, key));
        }

        foreach (var row in rows.Numbers)
        {
            _columns.Quantities.Add((param.Of(row.Parameter), row.Low, row.High, "", "", "", key));
        }

        foreach (var row in rows.Quantities)
        {
            _columns.Quantities.Add((param.Of(row.Parameter), row.Low, row.High,
                IndexText.Key(row.System ?? ""), IndexText.Key(row.Code ?? ""), IndexText.Key(row.Unit ?? ""), key));
        }
    }

    private void AddLinks(Change change, SearchRows rows, KeyOf param)
    {
        var covered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.References)
        {
            var target = row.TargetId is null ? IndexText.Key(row.Url ?? "") : $"{row.TargetType}/{row.TargetId}";
            covered.Add(target);
            _columns.References.Add((target, param.Of(row.Parameter), change.Key));
        }

        foreach (var reference in change.References)
        {
            var target = $"{reference.TargetType}/{reference.TargetId}";
            if (covered.Add(target))
            {
                _columns.References.Add((target, ParameterKeys.LinkOf(change.Type), change.Key));
            }
        }
    }

    /// <summary>Rows of one parameter come together: its number is computed once.</summary>
    private sealed class KeyOf(string type)
    {
        private SearchParameter? _last;
        private int _key;

        public int Of(SearchParameter parameter)
        {
            if (!ReferenceEquals(parameter, _last))
            {
                _last = parameter;
                _key = ParameterKeys.Of(type, parameter.Code);
            }

            return _key;
        }
    }
}
