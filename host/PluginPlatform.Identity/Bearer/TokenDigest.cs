using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace PluginPlatform.Identity.Bearer;

/// <summary>SHA-256 of a token: the cache holds this and never the token.</summary>
internal readonly record struct TokenDigest(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    public static TokenDigest Of(string token)
    {
        Span<byte> text = stackalloc byte[AccessTokenReader.LongestToken];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..Encoding.ASCII.GetBytes(token, text)], digest);
        var words = MemoryMarshal.Cast<byte, ulong>(digest);
        return new(words[0], words[1], words[2], words[3]);
    }
}
