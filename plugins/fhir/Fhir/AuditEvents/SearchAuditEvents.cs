using Fhir.Engine.Issues;
using Fhir.Engine.Search.Querying;
using Fhir.Http;
using Fhir.Outcomes;
using Fhir.Searching;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Sdk.Access;

namespace Fhir.AuditEvents;

/// <summary>GET [base]/AuditEvent?… and POST [base]/AuditEvent/_search: the audit trail of the caller's tenant, or of the caller's own record.</summary>
internal sealed class SearchAuditEvents(R4 r4, IAccessHistory history, IAccessLog access, FhirSettings settings)
{
    public async Task<IResult> HandleAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var (parameters, malformed) = await ReadParameters.FromAsync(http.Request, cancellationToken);
        if (malformed is not null)
        {
            return new OutcomeResult(malformed);
        }

        var asked = new SearchRequest(WriteAuditEvent.Type, parameters, ServerBase.Of(http.Request), Prefer.Lenient(http.Request));
        var read = r4.Queries.Parse(asked.Type, parameters, new() { BaseUrl = asked.BaseUrl, Lenient = asked.Lenient, Ignored = [Cursor.Parameter] });
        if (read.Query is not { } query)
        {
            return new OutcomeResult(400, read.Issues);
        }

        access.Describe(string.Join(',', query.Applied.Select(p => p.Key).Distinct()));
        var wanted = AuditEventQuery.From(query);
        return wanted.Issue is { } issue ? new OutcomeResult(400, [issue]) : await AnswerAsync(asked, query, wanted.Asked, read.Issues, cancellationToken);
    }

    private async Task<IResult> AnswerAsync(
        SearchRequest asked, SearchQuery query, AccessHistoryQuery wanted, IReadOnlyList<FhirIssue> warnings, CancellationToken cancellationToken)
    {
        var after = asked.Parameters.LastOrDefault(p => p.Key == Cursor.Parameter).Value is { Length: > 0 } cursor ? cursor : null;
        var count = Math.Min(query.Count ?? settings.PageSize, settings.MaxPageSize);
        switch (await history.SearchAsync(wanted, after, count, cancellationToken))
        {
            case AccessHistoryAnswer.Found found:
                var matches = found.Rows.Select(row => new Match(asked.Type, row.Id.ToString("d"), 0, 1, row.At.UtcDateTime, [], WriteAuditEvent.Bytes(row, r4.Definitions)));
                return new JsonResult(WriteSearchset.Bytes(asked, new(query, new([.. matches], [], null, found.Next), warnings)));
            case AccessHistoryAnswer.Refused refused:
                return new OutcomeResult(Refusal.Of(403, "forbidden", refused.Reason));
            default:
                return new OutcomeResult(Refusal.Of(
                    400, IssueCode.Value, "The page's cursor does not belong to this search. Begin at the first page.", $"http.{Cursor.Parameter}"));
        }
    }
}
