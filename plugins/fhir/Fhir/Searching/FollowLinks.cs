using Fhir.Access;
using Fhir.Engine.Search.Querying;
using Fhir.Storing;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Storage;

namespace Fhir.Searching;

/// <summary>Brings along what _include and _revinclude ask for (R4 3.1.1.5.4), as far as the caller reaches.</summary>
internal sealed class FollowLinks(ITenantDatabase database, Reach reach)
{
    private const int Rounds = 4;
    private const int Most = 1_000;

    private const string Forward = """
        SELECT DISTINCT i.target FROM reference_index i WHERE i.key = ANY($1) AND i.param = $2
        """;

    private const string Backward = """
        SELECT r.id, r.version, r.updated_at, r.subjects, r.content, r.key, r.type
        FROM resource r
        WHERE r.type = $1 AND r.content IS NOT NULL
          AND r.key IN (SELECT i.key FROM reference_index i WHERE i.target = ANY($2) AND i.param = $3)
        """;

    private const string InOrder = " ORDER BY r.key LIMIT 1000";

    private const string Load = """
        SELECT r.id, r.version, r.updated_at, r.subjects, r.content, r.key, r.type
        FROM resource r JOIN unnest($1, $2) AS w (type, id) ON r.type = w.type AND r.id = w.id
        WHERE r.content IS NOT NULL
        """;

    public async Task<IReadOnlyList<Match>> RunAsync(SearchQuery query, IReadOnlyList<Match> matches, CancellationToken cancellationToken)
    {
        var seen = matches.Select(m => $"{m.Type}/{m.Id}").ToHashSet(StringComparer.Ordinal);
        var included = new List<Match>();
        var from = matches;
        for (var round = 0; round < Rounds && from.Count > 0 && included.Count < Most; round++)
        {
            var found = new List<Match>();
            foreach (var directive in query.Includes.Where(d => round == 0 || d.Iterate))
            {
                found.AddRange(await TargetsAsync(directive, from, seen, cancellationToken));
            }

            foreach (var directive in query.ReverseIncludes.Where(d => round == 0 || d.Iterate))
            {
                found.AddRange(await ReferrersAsync(directive, from, seen, cancellationToken));
            }

            included.AddRange(found);
            from = found;
        }

        return included.Count > Most ? included[..Most] : included;
    }

    private async Task<List<Match>> TargetsAsync(
        IncludeDirective directive, IReadOnlyList<Match> from, HashSet<string> seen, CancellationToken cancellationToken)
    {
        var keys = from.Where(m => m.Type == directive.SourceType).Select(m => m.Key).ToArray();
        if (keys.Length == 0)
        {
            return [];
        }

        var param = ParameterKeys.Of(directive.SourceType, directive.Parameter.Code);
        var targets = await database.ReadAsync(Forward, [Column.Of(keys), Column.Value(param)], async (reader, token) =>
        {
            var rows = new List<string[]>();
            while (await reader.ReadAsync(token))
            {
                rows.Add(reader.GetString(0).Split('/'));
            }

            return rows;
        }, cancellationToken);
        var wanted = targets.Where(t => t.Length == 2 && Wants(directive, t[0]) && seen.Add($"{t[0]}/{t[1]}")).ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        var sql = SqlText.From(Load, Column.Of(wanted.Select(t => t[0])), Column.Of(wanted.Select(t => t[1])));
        reach.AppendTo(sql, DataAction.Read, wanted.Select(t => t[0]));
        return await LoadAsync(sql, cancellationToken);
    }

    private async Task<List<Match>> ReferrersAsync(
        IncludeDirective directive, IReadOnlyList<Match> to, HashSet<string> seen, CancellationToken cancellationToken)
    {
        var targets = to.Where(m => directive.TargetTypes.Count == 0 || directive.TargetTypes.Contains(m.Type))
            .Select(m => $"{m.Type}/{m.Id}").ToArray();
        if (targets.Length == 0 || !reach.Allows(DataAction.Search, directive.SourceType))
        {
            return [];
        }

        var param = ParameterKeys.Of(directive.SourceType, directive.Parameter.Code);
        var sql = SqlText.From(Backward, Column.Value(directive.SourceType), Column.Of(targets), Column.Value(param));
        reach.AppendTo(sql, DataAction.Search, directive.SourceType);
        var found = await LoadAsync(sql.Add(InOrder), cancellationToken);
        return [.. found.Where(m => seen.Add($"{m.Type}/{m.Id}"))];
    }

    private bool Wants(IncludeDirective directive, string type) =>
        (directive.TargetTypes.Count == 0 || directive.TargetTypes.Contains(type)) && reach.Allows(DataAction.Read, type);

    private Task<List<Match>> LoadAsync(SqlText sql, CancellationToken cancellationToken) =>
        database.ReadAsync(sql.ToString(), sql.Parameters, async (reader, token) =>
        {
            var found = new List<Match>();
            while (await reader.ReadAsync(token))
            {
                found.Add(new(reader.GetString(6), reader.GetString(0), reader.GetInt64(5), reader.GetInt32(1), reader.GetDateTime(2),
                    reader.GetFieldValue<string[]>(3), reader.GetFieldValue<byte[]>(4)));
            }

            return found;
        }, cancellationToken);
}
