using System.Numerics;

namespace Mpi.Engine.Comparing;

/// <summary>
/// Jaro's similarity (1989) with Winkler's bonus for a common prefix (1990): up to four letters, a tenth each,
/// given only from a similarity of 0.7. Compares the first 64 letters; allocates nothing.
/// </summary>
internal static class JaroWinkler
{
    private const int Longest = 64;
    private const double PrefixWeight = 0.1;
    private const int PrefixLength = 4;
    private const double BonusFrom = 0.7;

    /// <summary>From 0 (nothing shared) to 1 (equal).</summary>
    public static double Similarity(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.Length > Longest ? a[..Longest] : a;
        b = b.Length > Longest ? b[..Longest] : b;
        var jaro = Jaro(a, b);
        if (jaro < BonusFrom)
        {
            return jaro;
        }

        var prefix = Math.Min(PrefixLength, a.CommonPrefixLength(b));
        return jaro + (prefix * PrefixWeight * (1 - jaro));
    }

    private static double Jaro(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return a.Length == b.Length ? 1 : 0;
        }

        var (takenA, takenB) = Match(a, b);
        var matches = BitOperations.PopCount(takenA);
        if (matches == 0)
        {
            return 0;
        }

        double m = matches;
        var transpositions = OutOfOrder(a, b, takenA, takenB) / 2;
        return ((m / a.Length) + (m / b.Length) + ((m - transpositions) / m)) / 3;
    }

    private static (ulong TakenA, ulong TakenB) Match(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var window = Math.Max(0, (Math.Max(a.Length, b.Length) / 2) - 1);
        ulong takenA = 0, takenB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var last = Math.Min(b.Length - 1, i + window);
            for (var j = Math.Max(0, i - window); j <= last; j++)
            {
                if (a[i] == b[j] && (takenB & (1UL << j)) == 0)
                {
                    takenA |= 1UL << i;
                    takenB |= 1UL << j;
                    break;
                }
            }
        }

        return (takenA, takenB);
    }

    private static int OutOfOrder(ReadOnlySpan<char> a, ReadOnlySpan<char> b, ulong takenA, ulong takenB)
    {
        var count = 0;
        while (takenA != 0)
        {
            if (a[BitOperations.TrailingZeroCount(takenA)] != b[BitOperations.TrailingZeroCount(takenB)])
            {
                count++;
            }

            takenA &= takenA - 1;
            takenB &= takenB - 1;
        }

        return count;
    }
}
