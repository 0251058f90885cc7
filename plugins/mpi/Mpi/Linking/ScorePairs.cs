using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;
using Mpi.Indexing;
using Mpi.Storing;
using Npgsql;

namespace Mpi.Linking;

/// <summary>Scores the persons of a batch against everyone who shares a key with them, and against those they were paired with.</summary>
internal sealed class ScorePairs(Linkage linkage)
{
    public async Task<ScoredPairs> OfAsync(
        NpgsqlConnection connection, IReadOnlyList<IndexedPerson> scored, IReadOnlyDictionary<string, long[]> keys,
        FoundCandidates found, CancellationToken cancellationToken)
    {
        var features = scored.ToDictionary(p => p.Id, p => p.Features, StringComparer.Ordinal);
        var pairs = Pairs(scored, keys, found);
        string[] others = [.. pairs.SelectMany(p => new[] { p.First, p.Second }).Distinct(StringComparer.Ordinal).Where(id => !features.ContainsKey(id))];
        foreach (var person in await LoadPersons.ByIdAsync(connection, others, cancellationToken))
        {
            // Features of an older normaliser wait until their own patient is scored anew; that pair is found then.
            if (FeaturesJson.Read(person.Features) is { } read)
            {
                features.Add(person.Id, read);
            }
        }

        return Score(pairs, features);
    }

    private ScoredPairs Score(IReadOnlyCollection<(string First, string Second)> pairs, Dictionary<string, PersonFeatures> features)
    {
        var kept = new List<ScoredPair>();
        foreach (var (first, second) in pairs)
        {
            if (features.TryGetValue(first, out var a) && features.TryGetValue(second, out var b)
                && linkage.Linker.Evaluate(a, b).Decision != MatchDecision.NonMatch)
            {
                kept.Add(new(first, second, linkage.Linker.Score(a, b)));
            }
        }

        return new(pairs.Count, kept);
    }

    private static HashSet<(string First, string Second)> Pairs(
        IReadOnlyList<IndexedPerson> scored, IReadOnlyDictionary<string, long[]> keys, FoundCandidates found)
    {
        // Former pairs are scored again even when the key that found them has become too common since.
        var pairs = new HashSet<(string, string)>(found.FormerPairs);
        foreach (var person in scored)
        {
            foreach (var other in keys[person.Id].SelectMany(key => found.Holders[key]))
            {
                var order = string.CompareOrdinal(person.Id, other);
                if (order != 0)
                {
                    pairs.Add(order < 0 ? (person.Id, other) : (other, person.Id));
                }
            }
        }

        return pairs;
    }
}
