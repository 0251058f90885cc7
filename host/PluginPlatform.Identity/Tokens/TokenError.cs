using System.Text.Json.Serialization;
using PluginPlatform.Identity.DPoP;

namespace PluginPlatform.Identity.Tokens;

/// <summary>RFC 6749 section 5.2. The description holds printable ASCII without quotes and backslashes, and nothing of the request.</summary>
internal sealed record TokenError(
    [property: JsonPropertyName("error")] string Code,
    [property: JsonPropertyName("error_description")] string Description)
{
    public static TokenError InvalidRequest(string description) => new("invalid_request", description);

    public static TokenError InvalidClient(string description) => new("invalid_client", description);

    public static TokenError InvalidGrant(string description) => new("invalid_grant", description);

    /// <summary>RFC 9449 section 5.</summary>
    public static TokenError InvalidDpopProof(string description) => new("invalid_dpop_proof", description);

    /// <summary>RFC 9449 sections 5 and 8: what is wrong with a proof that shows no key.</summary>
    public static TokenError Of(ProofOutcome proof) => proof.NonceToUse is { } nonce
        ? new("use_dpop_nonce", "The DPoP proof needs the nonce in the DPoP-Nonce header.") { Nonce = nonce }
        : InvalidDpopProof("The DPoP proof does not hold: one header, fresh, signed with its jwk, for this method and address.");

    [JsonIgnore]
    public string? Nonce { get; init; }

    public static TokenError UnsupportedGrantType(string description) => new("unsupported_grant_type", description);

    public static TokenError UnauthorizedClient(string description) => new("unauthorized_client", description);

    public static TokenError InvalidScope(string description) => new("invalid_scope", description);

    /// <summary>It asked too often; answered 429.</summary>
    public static TokenError TooMany(TimeSpan after) =>
        new("temporarily_unavailable", "Too many requests of this client; come again after the time in Retry-After.") { RetryAfter = after };

    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Section 5.2: a client that failed to authenticate is answered 401 and told how to.</summary>
    [JsonIgnore]
    public bool IsClientAuthentication => Code == "invalid_client";
}
