using Fhir.Access;
using Fhir.Contracts;
using Fhir.Engine.Issues;
using Fhir.Engine.Writing;
using Fhir.Http;
using Fhir.Outcomes;
using PluginPlatform.Sdk.Access;

namespace Fhir.Storing;

/// <summary>Decides, from what is stored and locked, what each change comes to, or why none of them may be done.</summary>
internal sealed class PlanChanges(Reach reach)
{
    private const int MostIssues = 50;

    /// <returns>Null when all changes may be done; they then carry version, key, instant and JSON.</returns>
    public Refusal? Plan(IReadOnlyList<Change> changes, LookBeforeWrite look, DateTimeOffset now)
    {
        foreach (var change in changes)
        {
            change.Before = look.Heads.GetValueOrDefault(change.Name);
            if (VersionConflict(change) is { } conflict)
            {
                return conflict;
            }

            if (change is { Kind: ChangeKind.Put, Before: null or { Deleted: true } } && !reach.Allows(DataAction.Create, change.Type))
            {
                return Refusal.Forbidden("create", change.Type);
            }

            Decide(change, look, now);
        }

        return MissingTargets(changes, look);
    }

    private static Refusal? VersionConflict(Change change)
    {
        if (change.IfMatch is not { } expected || (change.Before is { Deleted: false } before && before.Version == expected))
        {
            return null;
        }

        var current = change.Before is { Deleted: false } live ? $"its current version is {EntityTag.Of(live.Version)}" : "it does not exist";
        return Refusal.Of(412, "conflict",
            $"{change.Name} is not at version {EntityTag.Of(expected)}: {current}. Read it again and repeat the change.", change.At);
    }

    private static void Decide(Change change, LookBeforeWrite look, DateTimeOffset now)
    {
        change.UpdatedAt = now;
        change.Version = (change.Before?.Version ?? 0) + 1;
        if (change.Kind == ChangeKind.Delete)
        {
            change.Subjects = change.Before?.Subjects ?? [];
            change.Key = change.Before?.Key ?? 0;
            change.Made = change.Before is { Deleted: false } ? ResourceChange.Deleted : null;
            return;
        }

        change.Key = change.Before?.Key ?? look.NextKey();
        change.Made = change.Before is { Deleted: false } ? ResourceChange.Updated : ResourceChange.Created;
        if (change.Version == 1)
        {
            change.UpdatedAt = change.StampedAt;
            return;
        }

        change.Json = ResourceWriter.Stamp(change.Resource!, new(change.Id, EntityTag.VersionId(change.Version), now));
    }

    // Referential integrity: every literal reference to a type we serve has its target (architecture.md, 7).
    private static Refusal? MissingTargets(IReadOnlyList<Change> changes, LookBeforeWrite look)
    {
        var stored = changes.Where(c => c.Kind != ChangeKind.Delete).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var deleted = changes.Where(c => c.Kind == ChangeKind.Delete).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var issues = new List<FhirIssue>();
        foreach (var change in changes)
        {
            foreach (var reference in change.References)
            {
                var target = $"{reference.TargetType}/{reference.TargetId}";
                if (issues.Count < MostIssues && !stored.Contains(target) && (deleted.Contains(target) || !look.Targets.Contains(target)))
                {
                    issues.Add(new(IssueSeverity.Error, IssueCode.NotFound,
                        $"{target} does not exist: a reference must have its target.", change.Locate(reference.Expression)));
                }
            }
        }

        return issues.Count == 0 ? null : new(422, issues);
    }
}
