using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Tokens;

namespace PluginPlatform.Identity.Grants.Rules;

/// <summary>
/// RFC 6749 section 4.1.3: the code is fresh and was issued to this client for this redirect URI; RFC 7636 section 4.6: who
/// brings it knows the verifier. It is used up by the first attempt, right or wrong. RFC 6749 section 4.1.2: a second attempt
/// ends all that the first one got.
/// </summary>
internal sealed class RedeemCode(CodeStore codes, GrantStore grants) : ITokenRule
{
    private const int ShortestVerifier = 43;
    private const int LongestVerifier = 128;

    public async ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken)
    {
        var request = transaction.Request;
        if (request[TokenParameters.GrantType] != GrantTypes.AuthorizationCode)
        {
            return null;
        }

        if (request[TokenParameters.Code] is not { } code
            || request[TokenParameters.RedirectUri] is not { } redirectUri
            || request[TokenParameters.CodeVerifier] is not { } verifier)
        {
            return TokenError.InvalidRequest("code, redirect_uri and code_verifier are required.");
        }

        if (!IsVerifier(verifier))
        {
            return TokenError.InvalidRequest("code_verifier has 43 to 128 characters out of A-Z, a-z, 0-9 and -._~ (RFC 7636 section 4.1).");
        }

        var taken = await codes.TakeAsync(code, cancellationToken);
        if (taken is { First: false })
        {
            await grants.RevokeAsync(taken.Grant, "code_reused", cancellationToken);
        }

        // One answer for every reason: whoever holds a stolen code learns nothing about it.
        if (taken is not { First: true, Fresh: true }
            || taken.RedirectUri != redirectUri
            || !Proves(verifier, taken.Challenge)

            // RFC 9449 section 10.
            || (taken.KeyThumbprint is { } key && key != transaction.KeyThumbprint)
            || await grants.FindAsync(taken.Grant, cancellationToken) is not { } grant
            || grant.ClientId != transaction.Client?.Id)
        {
            return TokenError.InvalidGrant("The code is not valid: unknown, used, expired, or issued for another request.");
        }

        transaction.Grant = grant;
        transaction.Granted = grant.Scopes;
        return null;
    }

    private static bool IsVerifier(string text) =>
        text.Length is >= ShortestVerifier and <= LongestVerifier
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '~');

    private static bool Proves(string verifier, string challenge) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
        Encoding.ASCII.GetBytes(challenge));
}
