using Mpi.Engine.Comparing;
using Mpi.Engine.Normalising;

namespace Mpi.Engine.Scoring;

/// <summary>
/// Fellegi and Sunter, "A Theory for Record Linkage" (1969): the weight of a pair is the sum over fields of log2(m/u), here
/// with two departures from independence that plain sums get wrong: household evidence is damped, and agreement on a name
/// counts by the name's rarity when frequencies are supplied.
/// </summary>
internal sealed class WeighPair(WeightTable table, ITermFrequencies? frequencies)
{
    /// <summary>A name met once in a small register is not proof of a name borne by one in a million.</summary>
    private const double RarestShare = 0.000_02;

    /// <summary>1 January is typed for unknown days: agreement on it is worth some three bits less.</summary>
    private const double ConventionalDate = -3;

    /// <summary>Fills the contributions, one per <see cref="MatchField"/>, and returns their sum.</summary>
    public double Into(Span<double> weights, ComparisonVector levels, PersonFeatures a, PersonFeatures b)
    {
        for (var i = 0; i < ComparisonVector.Fields; i++)
        {
            weights[i] = table.Weight((MatchField)i, levels[(MatchField)i]);
        }

        AdjustNames(weights, levels, a, b);
        if (levels[MatchField.BirthDate] == AgreementLevel.Exact && a.BirthDate.IsConventional)
        {
            weights[(int)MatchField.BirthDate] += ConventionalDate;
        }

        DampHousehold(weights);
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        return sum;
    }

    private void AdjustNames(Span<double> weights, ComparisonVector levels, PersonFeatures a, PersonFeatures b)
    {
        if (frequencies is null)
        {
            return;
        }

        if (levels[MatchField.GivenName] == AgreementLevel.Exact && a.Given == b.Given)
        {
            Adjust(weights, MatchField.GivenName, frequencies.ShareOf(MatchField.GivenName, a.Given));
        }

        if (levels[MatchField.FamilyName] == AgreementLevel.Exact)
        {
            Adjust(weights, MatchField.FamilyName, frequencies.ShareOf(MatchField.FamilyName, a.Family));
        }
    }

    private void Adjust(Span<double> weights, MatchField field, double share)
    {
        if (share > 0)
        {
            weights[(int)field] = Math.Log2(table.M(field, AgreementLevel.Exact) / Math.Clamp(share, RarestShare, 1));
        }
    }

    // People who live together share address, telephone and often mailbox: the strongest counts in full, the second by half,
    // the third by a quarter. Disagreements are left as they are.
    private static void DampHousehold(Span<double> weights)
    {
        var shared = weights.Slice((int)MatchField.Address, 3);
        var (address, phone, email) = (shared[0], shared[1], shared[2]);
        shared[0] = Damped(address, phone > address, email > address);
        shared[1] = Damped(phone, address >= phone, email > phone);
        shared[2] = Damped(email, address >= email, phone >= email);
    }

    private static double Damped(double weight, bool secondToOne, bool secondToOther)
    {
        if (weight <= 0)
        {
            return weight;
        }

        return weight * (secondToOne ? 0.5 : 1) * (secondToOther ? 0.5 : 1);
    }
}
