using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Identity.Jose;

namespace PluginPlatform.Identity.Federation;

/// <summary>Believes a provider's ID token or not: OpenID Connect Core 1.0 section 3.1.3.7.</summary>
internal sealed class IdTokenCheck(ProviderDocuments documents, TimeProvider time)
{
    private const int LongestToken = 16 * 1024;
    private const int LongestSubject = 255;

    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestAge = TimeSpan.FromMinutes(10);

    /// <summary>The token, or a word for what is wrong with it.</summary>
    public async Task<(JsonWebToken? Token, string? Fault)> ReadAsync(
        string text, IdentityProvider provider, string nonce, CancellationToken cancellationToken)
    {
        if (CompactToken.Read(text, LongestToken) is not { } token || token.TryGetHeaderValue<object>("crit", out _))
        {
            return (null, "id_token");
        }

        var fault = await SignatureFaultAsync(token, provider.Authority, cancellationToken) ?? FaultOf(token, provider, nonce);
        return (fault is null ? token : null, fault);
    }

    private async Task<string?> SignatureFaultAsync(JsonWebToken token, string authority, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync(authority, token.Kid, cancellationToken) is not { } document)
        {
            return "unreachable";
        }

        // A header without kid is clear only where there is one key. The key decides which algorithms there are.
        var key = string.IsNullOrEmpty(token.Kid)
            ? document.Keys is [var only] ? only : null
            : document.Keys.FirstOrDefault(known => known.Kid == token.Kid);
        return key is not null && KeyAlgorithms.Of(key).Contains(token.Alg) && TokenSignature.Matches(token, key, token.Alg) ? null : "signature";
    }

    private string? FaultOf(JsonWebToken token, IdentityProvider provider, string nonce)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return token switch
        {
            _ when token.Issuer != provider.Authority => "issuer",

            // One audience: a token that is meant for others too could be theirs.
            _ when token.Audiences.ToList() is not [var audience] || audience != provider.ClientId => "audience",
            _ when token.TryGetPayloadValue<string>("azp", out var party) && party != provider.ClientId => "audience",
            _ when token.ValidTo == DateTime.MinValue || token.ValidTo <= now - Leeway => "expired",
            _ when token.IssuedAt > now + Leeway || token.IssuedAt < now - LongestAge => "issued_at",
            _ when !token.TryGetPayloadValue<string>("nonce", out var given) || given != nonce => "nonce",
            _ when token.Subject is not { Length: > 0 and <= LongestSubject } => "subject",
            _ => null,
        };
    }
}
