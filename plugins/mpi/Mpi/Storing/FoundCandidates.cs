namespace Mpi.Storing;

/// <summary>Who may be alike.</summary>
/// <param name="FormerPairs">Pairs that were kept before this change; they are taken back, and scored anew.</param>
/// <param name="Holders">Who holds a blocking key, for each key that is not too common.</param>
internal sealed record FoundCandidates(
    IReadOnlyList<(string First, string Second)> FormerPairs, ILookup<long, string> Holders);
