using Microsoft.IdentityModel.Tokens;

namespace PluginPlatform.Identity.Jose;

/// <summary>Which public keys of others are good enough to be believed, and cheap enough to be tried.</summary>
internal static class PublicKeys
{
    private const int SmallestModulus = 2048;
    private const int LargestModulus = 4096;
    private const int LongestExponent = 8;

    public static bool IsUsable(JsonWebKey key) =>
        !key.HasPrivateKey
        && key.Use is null or "" or "sig"
        && KeyAlgorithms.Of(key).Count > 0
        && (key.Kty != JsonWebAlgorithmsKeyTypes.RSA || (key.KeySize is >= SmallestModulus and <= LargestModulus && key.E.Length <= LongestExponent))
        && Opens(key);

    // A point that is not on the curve, or numbers that are none, show only when the key is made.
    private static bool Opens(JsonWebKey key) =>
        JsonWebKeyConverter.TryConvertToSecurityKey(key, out var opened) && opened is AsymmetricSecurityKey { KeySize: > 0 };
}
