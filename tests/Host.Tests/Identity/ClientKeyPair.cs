using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Host.Tests.Identity;

/// <summary>A client's key pair, and sets that must be refused.</summary>
internal sealed class ClientKeyPair : IDisposable
{
    public const string Kid = "client-key-1";

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string PublicSet => Set(Public(Key, Kid));

    public SigningCredentials Credentials => new(new ECDsaSecurityKey(Key) { KeyId = Kid }, SecurityAlgorithms.EcdsaSha256);

    public static string Set(params object[] keys) => JsonSerializer.Serialize(new { keys });

    public static Dictionary<string, string> Public(ECDsa key, string kid)
    {
        var point = key.ExportParameters(false).Q;
        return new()
        {
            ["kty"] = "EC", ["kid"] = kid, ["crv"] = key.KeySize == 521 ? "P-521" : $"P-{key.KeySize}",
            ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y),
        };
    }

    public static Dictionary<string, string> Public(RSA key, string kid)
    {
        var numbers = key.ExportParameters(false);
        return new() { ["kty"] = "RSA", ["kid"] = kid, ["n"] = Base64UrlEncoder.Encode(numbers.Modulus), ["e"] = Base64UrlEncoder.Encode(numbers.Exponent) };
    }

    public string BadSet(string name) => name switch
    {
        "private" => Set(With("d", Base64UrlEncoder.Encode(Key.ExportParameters(true).D))),
        "no kid" => Set(Public(Key, "")),
        "same kid twice" => Set(Public(Key, Kid), Public(Key, Kid)),
        "symmetric" => Set(new { kty = "oct", kid = Kid, k = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }),
        "RSA 1024" => Rsa1024(),
        "for encryption" => Set(With("use", "enc")),
        "algorithm none" => Set(With("alg", "none")),
        "curve P-521" => P521(),
        "point off the curve" => Set(With("x", Base64UrlEncoder.Encode(new byte[32]))),
        "eleven" => Set([.. Enumerable.Range(0, 11).Select(i => Public(Key, $"k{i}"))]),
        _ => name,
    };

    public void Dispose() => Key.Dispose();

    private static string P521()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        return Set(Public(key, Kid));
    }

    private static string Rsa1024()
    {
        using var key = RSA.Create(1024);
        return Set(Public(key, Kid));
    }

    private Dictionary<string, string> With(string member, string value) => new(Public(Key, Kid)) { [member] = value };
}
