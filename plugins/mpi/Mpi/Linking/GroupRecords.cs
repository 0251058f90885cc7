using Mpi.Storing;

namespace Mpi.Linking;

/// <summary>
/// Groups records by matching pairs, the surest pair first. A pair joins two groups only when no member of one contradicts a
/// member of the other; else it is held. The outcome depends on the pairs alone, not on the order in which they came about.
/// </summary>
internal static class GroupRecords
{
    public static IReadOnlyList<IReadOnlyList<GroupMember>> Of(
        IReadOnlyList<GroupMember> members, IReadOnlyList<MatchingPair> matches, Func<GroupMember, GroupMember, bool> contradict)
    {
        var groups = members.ToDictionary(m => m.Id, m => new List<GroupMember> { m }, StringComparer.Ordinal);
        var surest = matches.OrderByDescending(m => m.Weight).ThenBy(m => m.First, StringComparer.Ordinal).ThenBy(m => m.Second, StringComparer.Ordinal);
        foreach (var match in surest)
        {
            var (one, other) = (groups[match.First], groups[match.Second]);
            if (one != other && !one.Exists(a => other.Exists(b => !IsPair(match, a, b) && contradict(a, b))))
            {
                one.AddRange(other);
                foreach (var member in other)
                {
                    groups[member.Id] = one;
                }
            }
        }

        return [.. groups.Values.Distinct().Select(g => g.OrderBy(m => m.Id, StringComparer.Ordinal).ToList())];
    }

    private static bool IsPair(MatchingPair match, GroupMember a, GroupMember b) =>
        (a.Id == match.First && b.Id == match.Second) || (a.Id == match.Second && b.Id == match.First);
}
