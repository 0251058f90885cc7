using Microsoft.IdentityModel.Tokens;

namespace PluginPlatform.Identity.Jose;

/// <summary>Which algorithms a key may be used with. The key decides, never the token (RFC 8725 section 3.1).</summary>
internal static class KeyAlgorithms
{
    public static IReadOnlyList<string> All { get; } =
    [
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSsaPssSha256,
    ];

    /// <summary>RFC 7518 section 3.4: ES256 is bound to P-256 and ES384 to P-384.</summary>
    public static IReadOnlyList<string> Of(JsonWebKey key)
    {
        IReadOnlyList<string> able = (key.Kty, key.Crv) switch
        {
            (JsonWebAlgorithmsKeyTypes.EllipticCurve, JsonWebKeyECTypes.P256) => [SecurityAlgorithms.EcdsaSha256],
            (JsonWebAlgorithmsKeyTypes.EllipticCurve, JsonWebKeyECTypes.P384) => [SecurityAlgorithms.EcdsaSha384],
            (JsonWebAlgorithmsKeyTypes.RSA, _) =>
                [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSsaPssSha256],
            _ => [],
        };
        return string.IsNullOrEmpty(key.Alg) ? able : [.. able.Where(algorithm => algorithm == key.Alg)];
    }
}
