using System.Security.Cryptography;
using System.Text;

namespace PluginPlatform.Identity.SecondFactors;

/// <summary>
/// Ten codes for the day the phone is lost, each good once. With 80 random bits each, a plain hash keeps them: there is
/// nothing to guess.
/// </summary>
internal static class RecoveryCodes
{
    public const int Count = 10;

    private const int Bytes = 10;
    private const int Letters = 16;
    private const int Group = 4;

    public static IReadOnlyList<string> Make() => [.. Enumerable.Range(0, Count).Select(_ =>
        string.Join('-', Base32.Encode(RandomNumberGenerator.GetBytes(Bytes)).Chunk(Group).Select(letters => new string(letters))))];

    /// <summary>Null when the text cannot be a code: however it is spaced, it has 16 letters and digits.</summary>
    public static byte[]? HashOf(Guid user, string text)
    {
        var code = new string([.. text.Where(char.IsAsciiLetterOrDigit).Take(Letters + 1).Select(char.ToUpperInvariant)]);
        return code.Length == Letters ? SHA256.HashData([.. user.ToByteArray(), .. Encoding.ASCII.GetBytes(code)]) : null;
    }
}
