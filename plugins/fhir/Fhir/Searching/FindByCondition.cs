using Fhir.Access;
using Fhir.Engine.Issues;
using Fhir.Outcomes;
using Fhir.Storing;
using Npgsql;
using PluginPlatform.Sdk.Access;

namespace Fhir.Searching;

/// <summary>Finds the one resource a condition means, within the transaction that acts on it (R4 3.1.0.8.1, 3.1.0.11.2).</summary>
internal sealed class FindByCondition(R4 r4, FindMatches find, Guard guard, IAccessLog access)
{
    // Two creations under one condition wait for each other: the second finds what the first made.
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended(platform.tenant() || ' ' || $1, 0))";

    /// <summary>Takes the locks of several conditions, in an order all callers share.</summary>
    public static async Task LockAsync(NpgsqlConnection connection, IEnumerable<string> conditions, CancellationToken cancellationToken)
    {
        foreach (var condition in conditions.Distinct().Order(StringComparer.Ordinal))
        {
            await using var command = new NpgsqlCommand(Lock, connection) { Parameters = { Column.Value(condition) } };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <returns>The match, or neither when there is none; a refusal when there are several (412) or the condition is wrong (400).</returns>
    public async Task<(Match? Match, Refusal? Refusal)> RunAsync(
        NpgsqlConnection connection, string type, string condition, string? expression, CancellationToken cancellationToken)
    {
        // A condition is a search: who may not search learns nothing by it.
        if (guard.Check(DataAction.Search, type) is { } forbidden)
        {
            return (null, forbidden);
        }

        var read = r4.Queries.Parse(type, SearchRequest.From(type, condition, "").Parameters);
        if (read.Query is not { Filters.Count: > 0 } query)
        {
            return (null, read.Issues.Count > 0
                ? new(400, [.. read.Issues.Select(i => i with { Expression = expression ?? i.Expression })])
                : Refusal.Of(412, IssueCode.Invalid, "A condition names at least one search parameter.", expression));
        }

        access.Touch(DataAction.Search, type);
        var matches = await find.UpToTwoAsync(connection, query, cancellationToken);
        return matches.Count < 2
            ? (matches.SingleOrDefault(), null)
            : (null, Refusal.Of(412, "multiple-matches", $"The condition on {type} has several matches: it must have at most one.", expression));
    }
}
