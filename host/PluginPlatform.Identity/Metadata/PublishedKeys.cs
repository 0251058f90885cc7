using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Keys;

namespace PluginPlatform.Identity.Metadata;

/// <summary>A JWK set, RFC 7517 section 5: public parts only.</summary>
internal sealed record PublishedKeys([property: JsonPropertyName("keys")] IReadOnlyList<PublishedKey> Keys)
{
    public static PublishedKeys Of(IEnumerable<SigningKey> keys) => new([.. keys.Select(PublishedKey.Of)]);
}

/// <summary>A public key: of an elliptic curve (RFC 7518 section 6.2.1) or RSA (section 6.3.1).</summary>
internal sealed record PublishedKey
{
    [JsonPropertyName("kty")]
    public required string KeyType { get; init; }

    [JsonPropertyName("use")]
    public string Use => "sig";

    [JsonPropertyName("alg")]
    public required string Algorithm { get; init; }

    [JsonPropertyName("kid")]
    public required string Kid { get; init; }

    [JsonPropertyName("crv"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Curve { get; init; }

    [JsonPropertyName("x"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? X { get; init; }

    [JsonPropertyName("y"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Y { get; init; }

    [JsonPropertyName("n"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Modulus { get; init; }

    [JsonPropertyName("e"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Exponent { get; init; }

    public static PublishedKey Of(SigningKey key) => key.Key switch
    {
        ECDsaSecurityKey curve => OfPoint(key, curve.ECDsa.ExportParameters(includePrivateParameters: false).Q),
        RsaSecurityKey { Rsa: { } rsa } => OfRsa(key, rsa.ExportParameters(includePrivateParameters: false)),
        _ => throw new InvalidOperationException("A signing key is RSA or of an elliptic curve."),
    };

    private static PublishedKey OfPoint(SigningKey key, ECPoint point) => new()
    {
        KeyType = "EC",
        Algorithm = key.Algorithm,
        Kid = key.Kid,
        Curve = "P-256",
        X = Base64UrlEncoder.Encode(point.X),
        Y = Base64UrlEncoder.Encode(point.Y),
    };

    private static PublishedKey OfRsa(SigningKey key, RSAParameters rsa) => new()
    {
        KeyType = "RSA",
        Algorithm = key.Algorithm,
        Kid = key.Kid,
        Modulus = Base64UrlEncoder.Encode(rsa.Modulus),
        Exponent = Base64UrlEncoder.Encode(rsa.Exponent),
    };
}
