using Fhir.Engine.Search.Indexing;
using Fhir.Engine.Search.Querying;
using Fhir.Searching;

namespace Fhir.Access;

/// <summary>Some resources of a type: those in a patient's compartment, those that match a search, or both.</summary>
/// <param name="Subject">The patient, or null for any.</param>
/// <param name="Filters">All must hold.</param>
internal sealed record Opening(string? Subject, IReadOnlyList<SearchFilter> Filters)
{
    public void AppendTo(SqlText sql, FilterSql filters)
    {
        sql.Add("(true");
        if (Subject is not null)
        {
            sql.Add(" AND r.key IN (SELECT m.key FROM compartment m WHERE m.subject = ").Value(Subject).Add(" AND m.type = r.type)");
        }

        foreach (var filter in Filters)
        {
            sql.Add(" AND ");
            filters.Append(sql, filter);
        }

        sql.Add(")");
    }

    /// <summary>Whether a content is one of them.</summary>
    /// <param name="rows">What it is found by.</param>
    /// <param name="subjects">The patients it is about.</param>
    /// <param name="alone">Whether it may be about nobody else: what is written must not reach into another compartment.</param>
    public bool Holds(SearchRows rows, IReadOnlyList<string> subjects, bool alone) =>
        (Subject is not { } subject || (subjects.Contains(subject) && (!alone || subjects.Count == 1)))
        && Filters.All(filter => Meets(rows, filter));

    private static bool Meets(SearchRows rows, SearchFilter filter) => filter switch
    {
        TokenFilter { Not: false } tokens => rows.Tokens.Any(row =>
            row.Parameter.Code == tokens.Parameter.Code && tokens.Values.Any(value => Meets(row, value))),
        UriFilter { Match: UriMatch.Exact } uris => rows.Uris.Any(row =>
            row.Parameter.Code == uris.Parameter.Code && uris.Values.Contains(row.Value)),
        ReferenceFilter links => rows.References.Any(row =>
            row.Parameter.Code == links.Parameter.Code && links.Values.Any(value => Meets(row, value, links.TargetTypes))),
        _ => throw new NotSupportedException($"No content can be held against {filter.GetType().Name}."),
    };

    private static bool Meets(in TokenRow row, TokenValue value) =>
        (value.Code is null || row.Code == value.Code) && (value.AnySystem || (row.System ?? "") == (value.System ?? ""));

    private static bool Meets(in ReferenceRow row, ReferenceValue value, IReadOnlyList<string> targetTypes) => value.Url is { } url
        ? row.Url == url
        : row.TargetId == value.Id
            && (value.Type is null || row.TargetType == value.Type)
            && (targetTypes.Count == 0 || targetTypes.Contains(row.TargetType));
}
