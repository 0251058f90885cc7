using System.Text;

namespace PluginPlatform.Identity.Passwords;

/// <summary>A sorted file of hexadecimal hashes, searched by halving: about 35 short reads in a file of 40 GB.</summary>
internal sealed class SortedHashes(string path, int length)
{
    private const int ShortestPrefix = 10;
    private const int WholeHash = 40;
    private const int LongestLine = 256;

    /// <summary>How many digits each line gives; null when the line is no such hash.</summary>
    public static int? PrefixLength(string line)
    {
        var digits = line.AsSpan(0, line.IndexOf(':', StringComparison.Ordinal) is var end and >= 0 ? end : line.Length).TrimEnd();
        if (digits.Length is < ShortestPrefix or > WholeHash)
        {
            return null;
        }

        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return null;
            }
        }

        return digits.Length;
    }

    /// <param name="hash">Upper case, as many digits as a line has.</param>
    public bool Contains(string hash)
    {
        using var file = File.OpenHandle(path);
        long low = 0, high = RandomAccess.GetLength(file);
        Span<byte> window = stackalloc byte[LongestLine];
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var (start, line) = LineFrom(file, middle, window);
            if (line.Length == 0)
            {
                high = middle;
                continue;
            }

            switch (string.Compare(line, hash, StringComparison.OrdinalIgnoreCase))
            {
                case 0: return true;
                case < 0: low = Math.Max(start + 1, middle + 1); break;
                default: high = middle; break;
            }
        }

        return false;
    }

    // The first line that starts at or after the place.
    private (long Start, string Line) LineFrom(Microsoft.Win32.SafeHandles.SafeFileHandle file, long place, Span<byte> window)
    {
        var start = place;
        if (place > 0)
        {
            var before = RandomAccess.Read(file, window, place - 1);
            var end = window[..before].IndexOf((byte)'\n');
            if (end < 0)
            {
                return (place, "");
            }

            start = place + end;
        }

        var read = RandomAccess.Read(file, window[..length], start);
        return (start, read < length ? "" : Encoding.ASCII.GetString(window[..length]));
    }
}
