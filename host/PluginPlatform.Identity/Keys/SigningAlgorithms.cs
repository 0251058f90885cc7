using Microsoft.IdentityModel.Tokens;

namespace PluginPlatform.Identity.Keys;

/// <summary>What the platform signs with: a key pair of each is always there.</summary>
internal static class SigningAlgorithms
{
    /// <summary>ES256 (RFC 7518 section 3.4): small and quick.</summary>
    public const string OfAccessTokens = SecurityAlgorithms.EcdsaSha256;

    /// <summary>RS256 (RFC 7518 section 3.3): the one every OpenID Connect client can read (Core 1.0 section 15.1).</summary>
    public const string OfIdTokens = SecurityAlgorithms.RsaSha256;

    public static IReadOnlyList<string> All { get; } = [OfAccessTokens, OfIdTokens];
}
