using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.DPoP;
using PluginPlatform.Identity.Refusing;

namespace PluginPlatform.Identity.Bearer;

/// <summary>
/// RFC 6750: the token comes in the Authorization header (section 2.1) and from nowhere else. RFC 9449 section 7: a token that
/// is bound to a key comes with scheme DPoP and a proof, and is refused as a bearer token.
/// </summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AccessTokenReader tokens,
    DpopProof proofs)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>Whether the request means to use an access token, be it a good one or not.</summary>
    public static bool IsMeant(string? authorization) => AccessTokenScheme.Of(authorization) is not null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || AccessTokenScheme.Read(header) is not var (scheme, token))
        {
            return Request.Headers.Authorization.Count == 0
                ? AuthenticateResult.NoResult()
                : AuthenticateResult.Fail("malformed");
        }

        var outcome = await tokens.ReadAsync(token, Context.RequestAborted);
        if (outcome.Identity is not { } identity)
        {
            return Refuse(outcome.Refused ?? "unknown");
        }

        if (!await IsHolderAsync(identity, scheme, token))
        {
            return Refuse("proof");
        }

        // A principal of its own for every request: what code adds to it stays in the request.
        return AuthenticateResult.Success(new(new BearerPrincipal(identity), Scheme.Name));
    }

    // Section 3.1: a request without a token is told only which scheme to use.
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        await Refusal.UnauthorizedAsync(Context, result.Failure is null ? AccessTokenScheme.Bearer : NameTheTokenFault.ChallengeFor(Request));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
        return Refusal.ForbiddenAsync(Context);
    }

    private AuthenticateResult Refuse(string reason)
    {
        Logger.BearerRefused(reason);
        return AuthenticateResult.Fail(reason);
    }

    // RFC 9449 section 7.2: neither a bound token without its proof, nor a proof beside a token that is bound to nothing.
    private async ValueTask<bool> IsHolderAsync(ClaimsIdentity identity, string scheme, string token)
    {
        var thumbprint = identity.FindFirst(PlatformClaims.KeyThumbprint)?.Value;
        if (scheme == AccessTokenScheme.Bearer)
        {
            return thumbprint is null;
        }

        string[] shown = [.. Request.Headers[DpopProof.Header].Select(proof => proof ?? "")];
        var proven = await proofs.CheckAsync(shown, Request.Method, Request.PathBase + Request.Path, token, Context.RequestAborted);
        if (proven.NonceToUse is { } nonce)
        {
            // Section 9: the refusal says so, whichever part of the platform writes it.
            Response.Headers[DpopProof.NonceHeader] = nonce;
        }

        return thumbprint is not null && proven.Thumbprint == thumbprint;
    }
}
