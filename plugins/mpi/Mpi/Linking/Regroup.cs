using Mpi.Engine;
using Mpi.Engine.Deciding;
using Mpi.Engine.Scoring;
using Mpi.Storing;

namespace Mpi.Linking;

/// <summary>Forms groups out of matching pairs and gives each its golden record.</summary>
internal static class Regroup
{
    public static Regrouping Of(RecordGroups groups, IReadOnlyList<StoredPerson> removed, RecordLinker linker, DateTimeOffset now)
    {
        var formed = GroupRecords.Of(groups.Members, groups.Matches, (a, b) => Contradict(linker, a, b));
        var assigned = AssignGoldenRecords.To(formed, () => Guid.CreateVersion7(now));
        var members = assigned.Select(a => new Membership(a.Member.Id, a.Member.GoldenRecord, a.GoldenRecord))
            .Concat(removed.Select(r => new Membership(r.Id, r.GoldenRecord, null)))
            .OrderBy(m => m.PatientId, StringComparer.Ordinal)
            .ToList();
        var before = members.Select(m => m.Before).OfType<Guid>().ToHashSet();
        var after = members.Select(m => m.Now).OfType<Guid>().ToHashSet();
        return new(members, [.. after.Except(before).Order()], [.. before.Except(after).Order()]);
    }

    // A chain of matches (A–B, B–C) is no proof that its ends are one person. Where the ends are no match at all, or two values
    // of a number that is given once per person stand against each other, one of the links is wrong and a person has to say which.
    private static bool Contradict(RecordLinker linker, GroupMember a, GroupMember b)
    {
        if (a.Features is null || b.Features is null)
        {
            return true;
        }

        var outcome = linker.Evaluate(a.Features, b.Features);
        return outcome.Decision == MatchDecision.NonMatch || (outcome.Rules & SafetyRules.ConflictingIdentifier) != 0;
    }
}
