using System.ComponentModel.DataAnnotations;

namespace Mpi;

/// <summary>The administrator's settings of the index. Changed ones apply to a record when it is next scored.</summary>
public sealed class MpiSettings
{
    /// <summary>
    /// Roughly how many persons the register has or will have. Coincidences grow with it: the chance that two records drawn
    /// at random are one person is taken as one in this number. Default 50,000.
    /// </summary>
    [Range(10_000, 1_000_000_000)]
    public long RegisterSize { get; init; } = 50_000;

    /// <summary>Least probability of an automatic link. Default 0.995.</summary>
    [Range(0.9, 0.999_999)]
    public double MatchFrom { get; init; } = 0.995;

    /// <summary>Least probability at which a pair is kept for a person to look at. Default 0.10.</summary>
    [Range(0.01, 0.9)]
    public double PossibleFrom { get; init; } = 0.10;

    /// <summary>
    /// Kinds of evidence that must agree before records are linked automatically: given name, middle name, family name, birth
    /// date, contact, record number; a person-unique number counts as two. Default 4.
    /// </summary>
    [Range(3, 6)]
    public int LeastEvidence { get; init; } = 4;

    /// <summary>
    /// A blocking key that more persons share than this finds no candidates any more: it tells too little. Default 200.
    /// </summary>
    [Range(10, 10_000)]
    public int MostPersonsPerKey { get; init; } = 200;

    /// <summary>Identifier systems (URIs) that give each person one number, besides the well-known national ones. Default none.</summary>
    public IReadOnlyList<string> UniqueIdentifierSystems { get; init; } = [];

    /// <summary>Identifier systems (URIs) that say nothing about who a person is. Default none.</summary>
    public IReadOnlyList<string> IgnoredIdentifierSystems { get; init; } = [];
}
