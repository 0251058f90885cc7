using Mpi.Engine.Normalising;

namespace Mpi.Engine.Comparing;

/// <summary>
/// Identifiers of one kind, system by system. An agreement outweighs a slip, a slip a difference; that one system agrees
/// while another conflicts is for the decision rules to see, through <see cref="Conflict"/>.
/// </summary>
internal static class CompareIdentifiers
{
    public static AgreementLevel Level(IdentifierFeature[] a, IdentifierFeature[] b, IdentifierKind kind)
    {
        var best = AgreementLevel.Missing;
        foreach (var one in a)
        {
            if (one.Kind != kind)
            {
                continue;
            }

            foreach (var other in b)
            {
                if (other.Kind != kind || one.System != other.System)
                {
                    continue;
                }

                if (one.Value == other.Value)
                {
                    return AgreementLevel.Exact;
                }

                best = kind == IdentifierKind.PersonUnique && Slip(one.Value, other.Value)
                    ? AgreementLevel.Close
                    : best == AgreementLevel.Close ? best : AgreementLevel.Different;
            }
        }

        return best;
    }

    /// <summary>True when a person-unique system holds values on both sides, none of which agree even with a slip.</summary>
    public static bool Conflict(IdentifierFeature[] a, IdentifierFeature[] b)
    {
        foreach (var one in a)
        {
            if (one.Kind == IdentifierKind.PersonUnique && Conflicts(one, b) && Conflicts(one.System, a, b))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Conflicts(string system, IdentifierFeature[] a, IdentifierFeature[] b)
    {
        foreach (var one in a)
        {
            if (one.System == system && !Conflicts(one, b))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Conflicts(IdentifierFeature one, IdentifierFeature[] others)
    {
        var met = false;
        foreach (var other in others)
        {
            if (other.System != one.System)
            {
                continue;
            }

            if (other.Value == one.Value || Slip(one.Value, other.Value))
            {
                return false;
            }

            met = true;
        }

        return met;
    }

    private static bool Slip(string a, string b) => a.Length >= 6 && DamerauLevenshtein.WithinOne(a, b);
}
