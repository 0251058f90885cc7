namespace Mpi.Engine.Comparing;

/// <summary>
/// Edit distance with exchange of neighbours as one edit (optimal string alignment: no text is edited twice).
/// Compares the first 64 letters; allocates nothing.
/// </summary>
internal static class DamerauLevenshtein
{
    private const int Longest = 64;

    public static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.Length > Longest ? a[..Longest] : a;
        b = b.Length > Longest ? b[..Longest] : b;
        Trim(ref a, ref b);
        if (a.Length == 0 || b.Length == 0)
        {
            return a.Length + b.Length;
        }

        Span<int> before = stackalloc int[Longest + 1];
        Span<int> above = stackalloc int[Longest + 1];
        Span<int> row = stackalloc int[Longest + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            Fill(row, above, before, a, b, i);
            var spare = before;
            before = above;
            above = row;
            row = spare;
        }

        return above[b.Length];
    }

    /// <summary>True when at most one letter is added, dropped, changed or exchanged with its neighbour.</summary>
    public static bool WithinOne(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        Trim(ref a, ref b);
        return a.Length + b.Length <= 1
            || (a.Length == 1 && b.Length == 1)
            || (a.Length == 2 && b.Length == 2 && a[0] == b[1] && a[1] == b[0]);
    }

    private static void Fill(
        Span<int> row, Span<int> above, Span<int> before, ReadOnlySpan<char> a, ReadOnlySpan<char> b, int i)
    {
        row[0] = i;
        for (var j = 1; j <= b.Length; j++)
        {
            var change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            var best = Math.Min(change, Math.Min(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            {
                best = Math.Min(best, before[j - 2] + 1);
            }

            row[j] = best;
        }
    }

    private static void Trim(ref ReadOnlySpan<char> a, ref ReadOnlySpan<char> b)
    {
        var start = a.CommonPrefixLength(b);
        a = a[start..];
        b = b[start..];
        while (a.Length > 0 && b.Length > 0 && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }
    }
}
