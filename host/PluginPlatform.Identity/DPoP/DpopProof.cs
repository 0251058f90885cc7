using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Jose;
using PluginPlatform.Identity.Replay;

namespace PluginPlatform.Identity.DPoP;

/// <summary>RFC 9449 section 4.3: a proof, made for this one request, that the sender holds a private key.</summary>
internal sealed class DpopProof(UsedOnce used, DpopNonces nonces, IOptions<PlatformIdentityOptions> options, TimeProvider time)
{
    public const string Header = "DPoP";

    /// <summary>Section 8.1.</summary>
    public const string NonceHeader = "DPoP-Nonce";

    private const string Type = "dpop+jwt";
    private const int LongestProof = 8 * 1024;
    private const int LongestId = 256;

    // Old enough for slow lines, short enough that the memory of used proofs stays small; clocks of two machines differ.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);

    /// <summary>The thumbprint (RFC 7638) of the key that was proven; none when the proof does not hold.</summary>
    /// <param name="proofs">Every DPoP header.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="path">Its path; the rest of the address is the issuer's.</param>
    /// <param name="accessToken">The token the request carries; null where one is asked for.</param>
    /// <param name="cancellationToken">Cancels before the proof is remembered.</param>
    public async ValueTask<ProofOutcome> CheckAsync(
        IReadOnlyList<string> proofs, string method, string path, string? accessToken, CancellationToken cancellationToken)
    {
        // Step 1: exactly one header.
        if (proofs is not [var text] || CompactToken.Read(text, LongestProof) is not { } proof || KeyOf(proof) is not { } key
            || !Fits(proof, method, path, accessToken))
        {
            return default;
        }

        // Step 10.
        if (nonces.Required && !nonces.Holds(Claim(proof, "nonce")))
        {
            return new(null, nonces.Current);
        }

        var thumbprint = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());

        // Section 11.1: once only, per key.
        return await used.TakeAsync("dpop", thumbprint, proof.Id, proof.IssuedAt + Window + Leeway, cancellationToken) ? new(thumbprint) : default;
    }

    // Steps 4 to 7: typ, an asymmetric algorithm, a public key in the header, and the signature of that key.
    private static JsonWebKey? KeyOf(JsonWebToken proof)
    {
        if (proof.Typ != Type || proof.TryGetHeaderValue<object>("crit", out _) || ReadKey(proof) is not { } key || !PublicKeys.IsUsable(key))
        {
            return null;
        }

        return KeyAlgorithms.Of(key).Contains(proof.Alg) && TokenSignature.Matches(proof, key, proof.Alg) ? key : null;
    }

    private static JsonWebKey? ReadKey(JsonWebToken proof)
    {
        try
        {
            using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(proof.EncodedHeader));
            return header.RootElement.TryGetProperty("jwk", out var key) && key.ValueKind == JsonValueKind.Object ? new(key.GetRawText()) : null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    // Steps 8 to 12.
    private bool Fits(JsonWebToken proof, string method, string path, string? accessToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return proof.Id is { Length: > 0 and <= LongestId }
            && Claim(proof, "htm") == method
            && IsThisAddress(Claim(proof, "htu"), path)
            && proof.IssuedAt > now - Window
            && proof.IssuedAt < now + Leeway
            && (accessToken is null || Claim(proof, "ath") == Hash(accessToken));
    }

    // Section 4.3 step 9: without query and fragment, after normalisation (RFC 3986 section 6.2).
    private bool IsThisAddress(string? claimed, string path) =>
        Uri.TryCreate(claimed, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && uri.GetLeftPart(UriPartial.Path) == new Uri(options.Value.Issuer + path).GetLeftPart(UriPartial.Path);

    private static string? Claim(JsonWebToken proof, string name) =>
        proof.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private static string Hash(string accessToken) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
}
