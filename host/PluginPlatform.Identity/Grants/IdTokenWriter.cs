using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Keys;
using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Grants;

/// <summary>Signs ID tokens: OpenID Connect Core 1.0 section 2, RS256.</summary>
internal sealed class IdTokenWriter(SigningKeys keys, IOptions<PlatformIdentityOptions> options, TimeProvider time)
{
    // The client reads it once, on arrival.
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <param name="grant">The grant.</param>
    /// <param name="scopes">What is granted now; decides on the claims about the person.</param>
    /// <param name="accessToken">The access token it comes with.</param>
    /// <param name="nonce">From the authorization request; null when the token is refreshed (section 12.2).</param>
    /// <param name="cancellationToken">Cancels the wait for a key.</param>
    public async ValueTask<string> WriteAsync(
        Grant grant, ScopeSet scopes, string accessToken, string? nonce, CancellationToken cancellationToken)
    {
        var key = await keys.SigningAsync(SigningAlgorithms.OfIdTokens, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var claims = PersonClaims.Of(grant, scopes, options.Value.Issuer);
        claims[JwtRegisteredClaimNames.AuthTime] = grant.AuthenticatedAt.ToUnixTimeSeconds();
        claims[PlatformClaims.Session] = grant.Session.ToString();
        claims[JwtRegisteredClaimNames.AtHash] = HalfHashOf(accessToken);
        claims[JwtRegisteredClaimNames.Azp] = grant.ClientId;
        if (nonce is not null)
        {
            claims[JwtRegisteredClaimNames.Nonce] = nonce;
        }

        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.Issuer,
            Audience = grant.ClientId,
            IssuedAt = now,
            Expires = now + GoodFor,
            SigningCredentials = key.Credentials,
            Claims = claims,
        });
    }

    // Section 3.1.3.6: the left half of the hash that RS256 uses, so that no other access token can be put beside it.
    private static string HalfHashOf(string accessToken) =>
        Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken))[..(SHA256.HashSizeInBytes / 2)]);
}
