namespace Mpi.Engine.Normalising;

/// <summary>
/// The New York State Identification and Intelligence System phonetic code (R. L. Taft, "Name Search Techniques", 1970),
/// without the historic cut at six letters. Names outside a–z are their own code.
/// </summary>
internal static class Nysiis
{
    private const int Longest = 40;

    /// <summary>Codes a folded (lower-case) name; empty for an empty name.</summary>
    public static string Encode(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExceptInRange('a', 'z'))
        {
            return name;
        }

        Span<char> letters = stackalloc char[Longest];
        var length = Math.Min(name.Length, Longest);
        name.AsSpan(0, length).CopyTo(letters);
        RecodeStart(letters[..length]);
        length = RecodeEnd(letters, length);

        Span<char> key = stackalloc char[Longest];
        key[0] = letters[0];
        var used = 1;
        for (var i = 1; i < length; i++)
        {
            RecodeAt(letters[..length], i);
            if (letters[i] != key[used - 1])
            {
                key[used++] = letters[i];
            }
        }

        return new string(key[..Trim(key, used)]).ToUpperInvariant();
    }

    private static void RecodeStart(Span<char> name)
    {
        if (name.StartsWith("mac"))
        {
            name[1] = 'c';
        }
        else if (name.StartsWith("kn"))
        {
            name[0] = 'n';
        }
        else if (name.StartsWith("k"))
        {
            name[0] = 'c';
        }
        else if (name.StartsWith("ph") || name.StartsWith("pf"))
        {
            name[..2].Fill('f');
        }
        else if (name.StartsWith("sch"))
        {
            name[..3].Fill('s');
        }
    }

    private static int RecodeEnd(Span<char> name, int length)
    {
        if (length < 3)
        {
            return length;
        }

        var tail = name.Slice(length - 2, 2);
        if (tail is "ee" or "ie")
        {
            name[length - 2] = 'y';
            return length - 1;
        }

        if (tail is "dt" or "rt" or "rd" or "nt" or "nd")
        {
            name[length - 2] = 'd';
            return length - 1;
        }

        return length;
    }

    private static void RecodeAt(Span<char> name, int i)
    {
        var rest = name[i..];
        if (rest.StartsWith("ev"))
        {
            name[i] = 'a';
            name[i + 1] = 'f';
        }
        else if (rest.StartsWith("sch"))
        {
            rest[..3].Fill('s');
        }
        else if (rest.StartsWith("ph"))
        {
            rest[..2].Fill('f');
        }
        else
        {
            name[i] = RecodeLetter(name, i);
        }
    }

    private static char RecodeLetter(Span<char> name, int i) => name[i] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => 'a',
        'q' => 'g',
        'z' => 's',
        'm' => 'n',
        'k' => i + 1 < name.Length && name[i + 1] == 'n' ? 'n' : 'c',
        'h' when !IsVowel(name[i - 1]) || (i + 1 < name.Length && !IsVowel(name[i + 1])) => name[i - 1],
        'w' when IsVowel(name[i - 1]) => 'a',
        var other => other,
    };

    private static int Trim(Span<char> key, int used)
    {
        if (used > 1 && key[used - 1] == 's')
        {
            used--;
        }

        if (used > 2 && key[used - 2] == 'a' && key[used - 1] == 'y')
        {
            key[used - 2] = 'y';
            used--;
        }

        return used > 1 && key[used - 1] == 'a' ? used - 1 : used;
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
