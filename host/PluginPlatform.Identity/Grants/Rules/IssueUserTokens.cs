using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Identity.Tokens;

namespace PluginPlatform.Identity.Grants.Rules;

/// <summary>
/// RFC 6749 section 5.1: an access token for the person; with scope openid an ID token (OpenID Connect Core 1.0 section
/// 3.1.3.3), with offline_access a refresh token (section 11) that takes the place of the one used.
/// </summary>
internal sealed class IssueUserTokens(
    AccessTokenWriter accessTokens, IdTokenWriter idTokens, RefreshStore refreshTokens, IOptions<PlatformIdentityOptions> options) : ITokenRule
{
    public async ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction is not { Grant: { } grant, Granted: { } scopes, Client: { } client })
        {
            return null;
        }

        var answer = await accessTokens.WriteAsync(client, grant, scopes, transaction.KeyThumbprint, cancellationToken);
        if (scopes.Has(PlainScopes.OpenId))
        {
            var first = transaction.Request[TokenParameters.GrantType] != GrantTypes.RefreshToken;
            answer = answer with
            {
                IdToken = await idTokens.WriteAsync(grant, scopes, answer.AccessToken, first ? grant.Nonce : null, cancellationToken),
            };
        }

        // With every answer of the grant, refreshed ones included (SMART App Launch 2.2 section 2.0.9).
        if (grant.Launch is { } launch)
        {
            answer = answer with
            {
                Patient = launch.Patient,
                NeedPatientBanner = !launch.BannerShown,
                StyleUrl = options.Value.Issuer + IdentityPaths.SmartStyle,
            };
        }

        // Narrowed scopes narrow the access token; the refresh token keeps what the person allowed (RFC 6749 section 6).
        transaction.Answer = grant.Offline
            ? answer with { RefreshToken = await refreshTokens.IssueAsync(grant, BoundTo(transaction), cancellationToken) }
            : answer;
        return null;
    }

    // RFC 9449 section 5: a public client's refresh token is bound to its key; another client proves itself anyway.
    private static string? BoundTo(TokenTransaction transaction) => transaction.Client is { IsPublic: true } ? transaction.KeyThumbprint : null;
}
