using System.Collections.Frozen;

namespace Mpi.Engine.Normalising;

/// <summary>A house number and a street name out of an address line; postcodes without their spaces.</summary>
internal static class FoldAddress
{
    // Words for kinds of street and for parts of a building differ between writers more often than streets do.
    private static readonly FrozenSet<string> Noise = FrozenSet.Create(
        StringComparer.Ordinal,
        "street", "st", "str", "avenue", "ave", "av", "road", "rd", "lane", "ln", "drive", "dr", "court", "ct", "crt",
        "place", "pl", "circle", "cir", "circuit", "cct", "boulevard", "blvd", "terrace", "ter", "tce", "crescent", "cres",
        "cr", "close", "cl", "way", "highway", "hwy", "parkway", "pkwy", "square", "sq", "trail", "trl",
        "apartment", "apt", "unit", "suite", "ste", "flat", "floor", "fl", "the");

    public static (string House, string Street) Line(string? line)
    {
        var words = FoldText.Words(line);
        var house = words.FirstOrDefault(w => char.IsAsciiDigit(w[0])) ?? "";
        var named = words.Where(w => !char.IsAsciiDigit(w[0]) && !Noise.Contains(w)).ToArray();
        var street = string.Concat(named.Length > 0 ? named : words.Where(w => !char.IsAsciiDigit(w[0])));
        return Placeholders.IsName(street) ? ("", "") : (house, street);
    }

    public static string Place(string? text)
    {
        var joined = FoldText.Joined(text);
        return Placeholders.IsName(joined) ? "" : joined;
    }

    /// <summary>ZIP+4 is cut to the five digits that other sources carry.</summary>
    public static string PostCode(string? text)
    {
        var code = FoldText.Code(text);
        if (code.Length == 9 && code.All(char.IsAsciiDigit))
        {
            code = code[..5];
        }

        return code.Length == 0 || Placeholders.IsCode(code) ? "" : code;
    }
}
