using Mpi.Engine.Blocking;
using Mpi.Engine.Comparing;
using Mpi.Engine.Deciding;
using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;

namespace Mpi.Engine;

/// <summary>
/// The index's engine: normalise a person, derive the keys that find candidates, score a pair. Holds no state beyond its
/// parameters; safe for use from many threads.
/// </summary>
public sealed class RecordLinker
{
    private readonly LinkageParameters parameters;
    private readonly IdentifierPolicy policy;
    private readonly WeighPair weigh;
    private readonly double priorBits;

    /// <param name="parameters">m, u, prior and thresholds; null for the shipped ones.</param>
    /// <param name="policy">What identifier systems are trusted for; null for <see cref="IdentifierPolicy.Default"/>.</param>
    /// <param name="frequencies">How common names are; null counts all names alike. Called on the scoring path: keep it in memory.</param>
    /// <exception cref="ArgumentException">A probability or threshold is out of its range.</exception>
    public RecordLinker(
        LinkageParameters? parameters = null, IdentifierPolicy? policy = null, ITermFrequencies? frequencies = null)
    {
        this.parameters = parameters ?? LinkageParameters.Default;
        this.policy = policy ?? IdentifierPolicy.Default;
        Check(this.parameters);
        weigh = new WeighPair(new WeightTable(this.parameters.Levels), frequencies);
        priorBits = Math.Log2(this.parameters.Prior / (1 - this.parameters.Prior));
    }

    /// <summary>Makes a person comparable.</summary>
    public PersonFeatures Normalise(Person person) => NormalisePerson.From(person, policy);

    /// <summary>Keys of which any shared one makes a pair worth scoring; none when nothing usable is known.</summary>
    public IReadOnlyList<BlockingKey> KeysOf(PersonFeatures person) => DeriveKeys.Of(person);

    /// <summary>The agreement levels of a pair, without weights.</summary>
    public ComparisonVector Compare(PersonFeatures a, PersonFeatures b) => ComparePersons.Levels(a, b);

    /// <summary>Scores a pair without allocating. The order of the two does not matter.</summary>
    public PairOutcome Evaluate(PersonFeatures a, PersonFeatures b)
    {
        Span<double> weights = stackalloc double[ComparisonVector.Fields];
        return Evaluate(weights, a, b);
    }

    /// <summary>Scores a pair and says why, field by field.</summary>
    public PairScore Score(PersonFeatures a, PersonFeatures b)
    {
        Span<double> weights = stackalloc double[ComparisonVector.Fields];
        var outcome = Evaluate(weights, a, b);
        var contributions = new List<FieldContribution>(ComparisonVector.Fields);
        for (var i = 0; i < ComparisonVector.Fields; i++)
        {
            var level = outcome.Levels[(MatchField)i];
            if (level != AgreementLevel.Missing)
            {
                contributions.Add(new FieldContribution((MatchField)i, level, weights[i]));
            }
        }

        return new PairScore(outcome.Weight, outcome.Probability, outcome.Decision, outcome.Rules, contributions);
    }

    private PairOutcome Evaluate(Span<double> weights, PersonFeatures a, PersonFeatures b)
    {
        var levels = ComparePersons.Levels(a, b);
        var weight = weigh.Into(weights, levels, a, b);
        var probability = 1 / (1 + double.Exp2(-(weight + priorBits)));
        var rules = ApplySafetyRules.Find(levels, a, b, parameters);
        var decision = ApplySafetyRules.Limit(Decide(probability), rules, levels);
        return new PairOutcome(levels, weight, probability, decision, rules);
    }

    private MatchDecision Decide(double probability)
    {
        if (probability >= parameters.MatchFrom)
        {
            return MatchDecision.Match;
        }

        return probability >= parameters.PossibleFrom ? MatchDecision.Possible : MatchDecision.NonMatch;
    }

    private static void Check(LinkageParameters parameters)
    {
        if (parameters.Prior is not (> 0 and < 1))
        {
            throw new ArgumentException("The prior must lie between 0 and 1.", nameof(parameters));
        }

        if (parameters.PossibleFrom is not (> 0 and <= 1) || parameters.MatchFrom < parameters.PossibleFrom || parameters.MatchFrom > 1)
        {
            throw new ArgumentException("Thresholds must satisfy 0 < possible <= match <= 1.", nameof(parameters));
        }
    }
}
