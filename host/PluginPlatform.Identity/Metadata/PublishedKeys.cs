using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Keys;

namespace PluginPlatform.Identity.Metadata;

/// <summary>A JWK set, RFC 7517 section 5: public parts only.</summary>
internal sealed record PublishedKeys([property: JsonPropertyName("keys")] IReadOnlyList<PublishedKey> Keys)
{
    public static PublishedKeys Of(IEnumerable<SigningKey> keys) => new([.. keys.Select(PublishedKey.Of)]);
}

/// <summary>An elliptic curve key, RFC 7518 section 6.2.1.</summary>
internal sealed record PublishedKey(
    [property: JsonPropertyName("kty")] string KeyType,
    [property: JsonPropertyName("use")] string Use,
    [property: JsonPropertyName("alg")] string Algorithm,
    [property: JsonPropertyName("kid")] string Kid,
    [property: JsonPropertyName("crv")] string Curve,
    [property: JsonPropertyName("x")] string X,
    [property: JsonPropertyName("y")] string Y)
{
    public static PublishedKey Of(SigningKey key)
    {
        var point = key.Key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new(
            "EC", "sig", key.Algorithm, key.Kid, "P-256", Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y));
    }
}
