using System.Collections.Frozen;
using Mpi.Engine.Comparing;
using Mpi.Engine.Normalising;

namespace Mpi.Engine.Scoring;

/// <summary>Name frequencies counted over a register once and then fixed.</summary>
public sealed class CountedFrequencies : ITermFrequencies
{
    private readonly FrozenDictionary<string, double> given;
    private readonly FrozenDictionary<string, double> family;

    /// <param name="given">Persons per normalised first given name.</param>
    /// <param name="family">Persons per normalised family name.</param>
    public CountedFrequencies(IReadOnlyDictionary<string, long> given, IReadOnlyDictionary<string, long> family)
    {
        this.given = Shares(given);
        this.family = Shares(family);
    }

    public static CountedFrequencies Of(IEnumerable<PersonFeatures> persons)
    {
        var all = persons.ToList();
        return new CountedFrequencies(Count(all.Select(p => p.Given)), Count(all.Select(p => p.Family)));
    }

    public double ShareOf(MatchField field, string value) => field switch
    {
        MatchField.GivenName => given.GetValueOrDefault(value),
        MatchField.FamilyName => family.GetValueOrDefault(value),
        _ => 0,
    };

    private static Dictionary<string, long> Count(IEnumerable<string> names) =>
        names.Where(n => n.Length > 0).CountBy(n => n).ToDictionary(n => n.Key, n => (long)n.Value);

    private static FrozenDictionary<string, double> Shares(IReadOnlyDictionary<string, long> counts)
    {
        double all = counts.Values.Sum();
        return counts.ToFrozenDictionary(c => c.Key, c => c.Value / all, StringComparer.Ordinal);
    }
}
