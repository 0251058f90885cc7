using Microsoft.IdentityModel.Tokens;

namespace PluginPlatform.Identity.Keys;

/// <summary>A key pair. Published from the moment it exists, signs from <paramref name="ActiveFrom"/>, verifies until retired.</summary>
internal sealed record SigningKey(
    string Kid, string Algorithm, AsymmetricSecurityKey Key, DateTimeOffset ActiveFrom, DateTimeOffset? RetiredAt)
{
    public SigningCredentials Credentials { get; } = new(Key, Algorithm);

    public bool VerifiesAt(DateTimeOffset now) => RetiredAt is null || now < RetiredAt;

    public bool SignsAt(DateTimeOffset now) => ActiveFrom <= now && VerifiesAt(now);
}
