using Fhir.Access;
using Fhir.Contracts;
using Fhir.Outcomes;
using Fhir.Searching;
using Npgsql;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace Fhir.Storing;

/// <summary>
/// Keeps writes within what the caller reaches: what is changed or deleted lies within it as stored, and what is stored as
/// it will be. Costs a statement per type when grants are narrowed, and nothing otherwise.
/// </summary>
internal sealed class HoldToReach(Reach reach, CallContext call)
{
    private const string Within = "SELECT r.id FROM resource r WHERE r.type = $1 AND r.id = ANY($2)";

    /// <summary>Looks at what is stored, once it is locked.</summary>
    public async Task<Refusal?> BeforeAsync(
        NpgsqlConnection connection, IReadOnlyList<Change> changes, LookBeforeWrite look, CancellationToken cancellationToken)
    {
        var stored = changes.Where(change => look.Heads.TryGetValue(change.Name, out var head) && !head.Deleted).ToList();
        if (call.View.Subject is { } one && stored.Find(change => look.Heads[change.Name].Subjects is not [var only] || only != one) is { } others)
        {
            return Refusal.OutsideScope(Word(ActionOf(others)), others.Name, others.At);
        }

        foreach (var group in reach.IsNarrowed ? stored.GroupBy(change => (change.Type, Action: ActionOf(change))) : [])
        {
            if (reach.Of(group.Key.Action, group.Key.Type) is null)
            {
                continue;
            }

            var within = await WithinAsync(connection, group.Key.Type, group.Key.Action, group, cancellationToken).ConfigureAwait(false);
            if (group.FirstOrDefault(change => !within.Contains(change.Id)) is { } outside)
            {
                return Refusal.OutsideScope(Word(group.Key.Action), outside.Name, outside.At);
            }
        }

        return null;
    }

    /// <summary>Looks at what will be stored, once it is planned.</summary>
    public Refusal? After(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes.Where(change => change.Kind != ChangeKind.Delete))
        {
            var action = change.Made == ResourceChange.Created ? DataAction.Create : DataAction.Update;
            if (!reach.MayBecome(action, change))
            {
                return Refusal.OutsideScope(Word(action), change.Kind == ChangeKind.Create ? change.Type : change.Name, change.At);
            }
        }

        return null;
    }

    private async Task<HashSet<string>> WithinAsync(
        NpgsqlConnection connection, string type, DataAction action, IEnumerable<Change> changes, CancellationToken cancellationToken)
    {
        var sql = SqlText.From(Within, Column.Value(type), Column.Of(changes.Select(change => change.Id)));
        reach.AppendTo(sql, action, type);
        await using var command = new NpgsqlCommand(sql.ToString(), connection);
        command.Parameters.AddRange(sql.Parameters.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var within = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            within.Add(reader.GetString(0));
        }

        return within;
    }

    private static DataAction ActionOf(Change change) => change.Kind == ChangeKind.Delete ? DataAction.Delete : DataAction.Update;

    private static string Word(DataAction action) => action.ToString().ToLowerInvariant();
}
