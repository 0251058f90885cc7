using System.Text;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PluginPlatform.Identity.Jose;

/// <summary>Checks a signature with one key and the one algorithm that was decided on before (RFC 8725 section 3.1).</summary>
internal static class TokenSignature
{
    // No cache: it is keyed by what a key says of itself, and these keys come from strangers.
    private static readonly CryptoProviderFactory Factory = new() { CacheSignatureProviders = false };

    public static bool Matches(JsonWebToken token, SecurityKey key, string algorithm)
    {
        if (token.Alg != algorithm || !Factory.IsSupportedAlgorithm(algorithm, key))
        {
            return false;
        }

        try
        {
            using var check = Factory.CreateForVerifying(key, algorithm);
            var signed = Encoding.ASCII.GetBytes(token.EncodedToken[..token.EncodedToken.LastIndexOf('.')]);
            return check.Verify(signed, Base64UrlEncoder.DecodeBytes(token.EncodedSignature));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or ArgumentException or NotSupportedException
            or InvalidOperationException)
        {
            // A key that cannot be made, or a signature that is none.
            return false;
        }
    }
}
