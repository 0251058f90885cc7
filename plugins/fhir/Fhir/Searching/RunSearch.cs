using Fhir.Engine.Issues;
using Fhir.Engine.Search.Querying;
using Fhir.Engine.Writing;
using Fhir.Outcomes;
using PluginPlatform.Sdk.Access;

namespace Fhir.Searching;

/// <summary>Understands a search, carries it out and tells the audit log; for HTTP, Bundles and other plugins alike.</summary>
internal sealed class RunSearch(R4 r4, FindMatches find, FollowLinks follow, IAccessLog access, FhirSettings settings)
{
    public async Task<(SearchAnswer? Answer, Refusal? Refusal)> RunAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        access.Touch(DataAction.Search, request.Type);
        var read = r4.Queries.Parse(request.Type, request.Parameters, new()
        {
            BaseUrl = request.BaseUrl,
            Lenient = request.Lenient,
            Ignored = [Cursor.Parameter],
        });
        if (read.Query is not { } query)
        {
            return (null, new(400, read.Issues));
        }

        access.Describe(string.Join(',', query.Applied.Select(p => p.Key).Distinct()));
        var count = query.Summary == SummaryMode.Count ? 0 : Math.Min(query.Count ?? settings.PageSize, settings.MaxPageSize);
        if (!Cursor.TryRead(request.Parameters.LastOrDefault(p => p.Key == Cursor.Parameter).Value, out var after)
            || await find.PageAsync(query, count, after, cancellationToken) is not { } page)
        {
            return (null, Refusal.Of(400, IssueCode.Value, "The page's cursor does not belong to this search. Begin at the first page.", $"http.{Cursor.Parameter}"));
        }

        var included = await follow.RunAsync(query, page.Matches, cancellationToken);
        Touch(page.Matches, DataAction.Search);
        Touch(included, DataAction.Read);
        return (new(query, page with { Matches = Shape(page.Matches, query), Included = included }, read.Issues), null);
    }

    private void Touch(IReadOnlyList<Match> matches, DataAction action)
    {
        foreach (var type in matches.GroupBy(m => m.Type))
        {
            access.Touch(action, type.Key, [.. type.SelectMany(m => m.Subjects).Distinct()]);
        }
    }

    private IReadOnlyList<Match> Shape(IReadOnlyList<Match> matches, SearchQuery query) =>
        query is { Elements.Count: 0, Summary: SummaryMode.False or SummaryMode.Count }
            ? matches
            : [.. matches.Select(m => m with { Json = Shape(m.Json, query) })];

    private byte[] Shape(byte[] json, SearchQuery query)
    {
        var resource = r4.Parser.Parse(json).Resource!;
        return query.Summary switch
        {
            SummaryMode.True => ResourceSubset.Summary(resource),
            SummaryMode.Text => ResourceSubset.TextOnly(resource),
            SummaryMode.Data => ResourceSubset.DataOnly(resource),
            _ => ResourceSubset.OfElements(resource, [.. query.Elements]),
        };
    }
}
