using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PluginPlatform.Identity.Grants;

/// <summary>A code or refresh token: 256 random bits (RFC 6749 section 10.10). Only its hash is kept; looking that up takes
/// no comparison a clock could measure.</summary>
internal static class OpaqueToken
{
    private const int Bytes = 32;

    /// <summary>In characters: what is longer was never issued.</summary>
    public const int Longest = 64;

    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
