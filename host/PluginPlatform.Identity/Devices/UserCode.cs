using System.Security.Cryptography;
using System.Text;

namespace PluginPlatform.Identity.Devices;

/// <summary>RFC 8628 section 6.1: what a person types: eight letters without vowels, so that no word comes of it.</summary>
internal static class UserCode
{
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";
    private const int Length = 8;

    /// <summary>As <c>XXXX-XXXX</c>.</summary>
    public static string Make() => Show(RandomNumberGenerator.GetString(Letters, Length));

    /// <summary>Upper case, without the hyphen and whatever else was typed; null when that is no code.</summary>
    public static string? Read(string? typed)
    {
        var letters = new string([.. (typed ?? "").Take(Length * 4).Where(char.IsAsciiLetter).Select(char.ToUpperInvariant)]);
        return letters.Length == Length && letters.All(Letters.Contains) ? letters : null;
    }

    public static string Show(string letters) => $"{letters[..(Length / 2)]}-{letters[(Length / 2)..]}";

    public static byte[] HashOf(string letters) => SHA256.HashData(Encoding.ASCII.GetBytes(letters));
}
