using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace PluginPlatform.Identity.Keys;

/// <summary>Makes and opens the key pairs of each algorithm.</summary>
internal static class KeyPair
{
    // RFC 7518 section 3.3: 2048 bits or more.
    private const int RsaBits = 2048;

    public static AsymmetricAlgorithm Make(string algorithm) =>
        algorithm == SigningAlgorithms.OfIdTokens ? RSA.Create(RsaBits) : ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static AsymmetricAlgorithm Open(string algorithm, byte[] privateKey)
    {
        AsymmetricAlgorithm pair = algorithm == SigningAlgorithms.OfIdTokens ? RSA.Create() : ECDsa.Create();
        pair.ImportPkcs8PrivateKey(privateKey, out _);
        return pair;
    }

    public static AsymmetricSecurityKey KeyOf(AsymmetricAlgorithm pair) => pair switch
    {
        RSA rsa => new RsaSecurityKey(rsa),
        ECDsa curve => new ECDsaSecurityKey(curve),
        _ => throw new ArgumentException("A key pair is RSA or of an elliptic curve.", nameof(pair)),
    };
}
