using Mpi.Storing;

namespace Mpi.Linking;

/// <summary>
/// Gives each group a golden record so that ids last: a golden record stays with the group that has most of its members, and
/// a group that several would stay with keeps the oldest (ids are time-ordered, RFC 9562 5.7).
/// </summary>
internal static class AssignGoldenRecords
{
    public static IReadOnlyList<(GroupMember Member, Guid GoldenRecord)> To(
        IReadOnlyList<IReadOnlyList<GroupMember>> groups, Func<Guid> create)
    {
        var inherited = groups
            .SelectMany(g => g.Where(m => m.GoldenRecord is not null).GroupBy(m => m.GoldenRecord!.Value), (g, held) => (Group: g, Id: held.Key, Members: held.Count()))
            .GroupBy(claim => claim.Id)
            .Select(claims => claims.OrderByDescending(c => c.Members).ThenBy(c => c.Group[0].Id, StringComparer.Ordinal).First())
            .GroupBy(won => won.Group)
            .ToDictionary(won => won.Key, won => won.Min(w => w.Id));
        var assigned = new List<(GroupMember, Guid)>();
        foreach (var group in groups)
        {
            var id = inherited.TryGetValue(group, out var kept) ? kept : create();
            assigned.AddRange(group.Select(member => (member, id)));
        }

        return assigned;
    }
}
