using Mpi.Engine.Scoring;

namespace Mpi.Linking;

/// <summary>A pair that matches or may match; <paramref name="First"/> sorts before <paramref name="Second"/>.</summary>
internal sealed record ScoredPair(string First, string Second, PairScore Score);

/// <param name="Compared">How many pairs were scored.</param>
/// <param name="Kept">Those that match or may match.</param>
internal sealed record ScoredPairs(int Compared, IReadOnlyList<ScoredPair> Kept);
