using Mpi.Engine.Normalising;

namespace Mpi.Storing;

/// <summary>Records that matching pairs connect, as they are stored.</summary>
/// <param name="Members">The records.</param>
/// <param name="Matches">Matching pairs among them.</param>
internal sealed record RecordGroups(IReadOnlyList<GroupMember> Members, IReadOnlyList<MatchingPair> Matches);

/// <param name="Id">The Patient's id.</param>
/// <param name="GoldenRecord">The golden record it has been in; null for a new one.</param>
/// <param name="Features">Null when an older normaliser wrote them.</param>
internal sealed record GroupMember(string Id, Guid? GoldenRecord, PersonFeatures? Features);

/// <summary>A pair that is safe to link as far as the pair itself tells.</summary>
internal sealed record MatchingPair(string First, string Second, double Weight);
