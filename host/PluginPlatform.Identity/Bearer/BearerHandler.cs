using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Refusing;

namespace PluginPlatform.Identity.Bearer;

/// <summary>RFC 6750: the token comes in the Authorization header (section 2.1) and from nowhere else.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AccessTokenReader tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Prefix = "Bearer ";

    /// <summary>Whether the request means to use a bearer token, be it a good one or not.</summary>
    public static bool IsMeant(string? authorization) =>
        authorization is not null
        && authorization.AsSpan().Trim().StartsWith("Bearer", StringComparison.OrdinalIgnoreCase)
        && (authorization.Trim().Length < Prefix.Length || authorization.TrimStart()[Prefix.Length - 1] == ' ');

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header]
            || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return Request.Headers.Authorization.Count == 0
                ? AuthenticateResult.NoResult()
                : AuthenticateResult.Fail("malformed");
        }

        var outcome = await tokens.ReadAsync(header[Prefix.Length..].Trim(), Context.RequestAborted);
        if (outcome.Identity is { } identity)
        {
            // A principal of its own for every request: what code adds to it stays in the request.
            return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));
        }

        Logger.BearerRefused(outcome.Refused ?? "unknown");
        return AuthenticateResult.Fail(outcome.Refused ?? "unknown");
    }

    // Section 3.1: a request without a token is told only which scheme to use.
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        await Refusal.UnauthorizedAsync(Context, result.Failure is null ? "Bearer" : NameTheTokenFault.Challenge);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
        return Refusal.ForbiddenAsync(Context);
    }
}
