using Fhir.Engine.Issues;
using Fhir.Engine.Search.Querying;
using PluginPlatform.Sdk.Access;

namespace Fhir.AuditEvents;

/// <summary>What a search of AuditEvents asks of the trail: the part of R4's parameters that the trail can answer.</summary>
internal sealed class AuditEventQuery
{
    private readonly HashSet<string> _once = new(StringComparer.Ordinal);

    private AuditEventQuery()
    {
    }

    public AccessHistoryQuery Asked { get; private set; } = new();

    public FhirIssue? Issue { get; private set; }

    /// <summary>Parameters that are answered, with their kinds.</summary>
    public static IReadOnlyList<string> Parameters { get; } = ["_id", "date", "patient", "entity", "agent", "agent-name", "altid", "action", "outcome"];

    public static AuditEventQuery From(SearchQuery query)
    {
        var reading = new AuditEventQuery();
        foreach (var filter in query.Filters)
        {
            reading.Read(filter);
        }

        reading.ReadResult(query);
        return reading;
    }

    private void Read(SearchFilter filter)
    {
        if (filter is DateFilter { Name: "date" } date)
        {
            ReadDate(date);
            return;
        }

        if (!_once.Add(filter.Name is "patient" or "entity" ? "patient" : filter.Name is "agent" or "altid" or "agent-name:exact" ? "agent" : filter.Name))
        {
            Refuse(filter.Name, "It is given once, and not beside another that asks the same of the trail.");
            return;
        }

        switch (filter)
        {
            case IdFilter { Ids: [var id] }:
                // No other id is one of ours: nothing matches it.
                Asked = Asked with { Id = Guid.TryParseExact(id, "d", out var row) ? row : Guid.Empty };
                break;
            case ReferenceFilter { Name: "patient" or "entity", Values: [{ Type: null or "Patient", Id: { } subject }] }:
                Asked = Asked with { Subject = subject };
                break;
            case ReferenceFilter { Name: "agent", Values: [{ Id: { } actor }] }:
                Asked = Asked with { Actor = actor };
                break;
            case TokenFilter { Name: "altid", Not: false, Values: [{ Code: { } actor }] }:
                Asked = Asked with { Actor = actor };
                break;
            case StringFilter { Name: "agent-name:exact", Values: [var exact] }:
                Asked = Asked with { Actor = exact.Text };
                break;
            case StringFilter { Name: "agent-name", Values: [var begins] }:
                Asked = Asked with { ActorName = begins.Text };
                break;
            case TokenFilter { Name: "action", Not: false } action:
                ReadActions(action);
                break;
            case TokenFilter { Name: "outcome", Not: false } outcome:
                ReadOutcomes(outcome);
                break;
            default:
                Refuse(filter.Name, $"AuditEvents are found by {string.Join(", ", Parameters)}; by one value each, but for action and outcome.");
                break;
        }
    }

    private void ReadActions(TokenFilter action)
    {
        if (AuditEventCodes.ActionsOf([.. action.Values.Select(value => value.Code ?? "")]) is not { } found)
        {
            Refuse(action.Name, "An action is C, R, U, D or E.");
            return;
        }

        Asked = Asked with { Actions = found.Actions, OtherThan = found.OtherThan };
    }

    private void ReadOutcomes(TokenFilter outcome)
    {
        if (AuditEventCodes.OutcomesOf([.. outcome.Values.Select(value => value.Code ?? "")]) is not { } found)
        {
            Refuse(outcome.Name, "An outcome is 0, 4, 8 or 12.");
            return;
        }

        Asked = Asked with { Outcomes = found };
    }

    // Rows have an instant, not a span (R4 3.1.1.4.9).
    private void ReadDate(DateFilter date)
    {
        if (date.Values is not [{ Prefix: not (SearchPrefix.NotEqual or SearchPrefix.Approximately) } value])
        {
            Refuse(date.Name, "A date is one value, with eq, gt, lt, ge, le, sa, eb or no prefix; give it twice for a span.");
            return;
        }

        var range = value.Range;
        switch (value.Prefix)
        {
            case SearchPrefix.Equal:
                NotBefore(range.Low);
                Before(range.High);
                break;
            case SearchPrefix.GreaterOrEqual:
                NotBefore(range.Low);
                break;
            case SearchPrefix.GreaterThan or SearchPrefix.StartsAfter:
                NotBefore(range.High);
                break;
            case SearchPrefix.LessOrEqual:
                Before(range.High);
                break;
            default:
                Before(range.Low);
                break;
        }
    }

    private void NotBefore(DateTime low) =>
        Asked = low > (Asked.From?.UtcDateTime ?? DateTime.MinValue) ? Asked with { From = new(low, TimeSpan.Zero) } : Asked;

    private void Before(DateTime high) =>
        Asked = high < (Asked.To?.UtcDateTime ?? DateTime.MaxValue) ? Asked with { To = new(high, TimeSpan.Zero) } : Asked;

    private void ReadResult(SearchQuery query)
    {
        if (query.Count == 0 || query.Summary != SummaryMode.False || query.Total != default || query.Elements.Count + query.Includes.Count + query.ReverseIncludes.Count > 0)
        {
            Refuse("_summary", "AuditEvents come whole and uncounted, newest first: of the parameters about results only _count and _sort=-date are there.");
        }

        if (query.Sort.Count > 0 && query.Sort is not [{ Parameter.Code: "date", Descending: true }])
        {
            Refuse("_sort", "AuditEvents come newest first: _sort=-date, or none.");
        }
    }

    private void Refuse(string name, string why) => Issue ??= new(IssueSeverity.Error, IssueCode.NotSupported, why, $"http.{name}");
}
