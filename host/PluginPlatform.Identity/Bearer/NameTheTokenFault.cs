using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.DPoP;
using PluginPlatform.Identity.Jose;

namespace PluginPlatform.Identity.Bearer;

/// <summary>
/// RFC 6750 section 3.1: who sent a token that does not hold is told so, whichever part of the platform writes the 401. A
/// request without a token is told only the scheme.
/// </summary>
internal sealed class NameTheTokenFault(RequestDelegate next)
{
    private const string BearerChallenge = "Bearer error=\"invalid_token\"";

    private static readonly string NonceChallenge = $"DPoP error=\"use_dpop_nonce\", algs=\"{string.Join(' ', KeyAlgorithms.All)}\"";

    private static readonly string DpopChallenge = $"DPoP error=\"invalid_token\", algs=\"{string.Join(' ', KeyAlgorithms.All)}\"";

    /// <summary>In the scheme the request used (RFC 9449 section 7.1).</summary>
    public static string ChallengeFor(HttpRequest request) =>
        request.Headers.Authorization.Any(header => AccessTokenScheme.Of(header) == DpopProof.Header)
            ? request.HttpContext.Response.Headers.ContainsKey(DpopProof.NonceHeader) ? NonceChallenge : DpopChallenge
            : BearerChallenge;

    public Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is not { IsAuthenticated: true }
            && context.Request.Headers.Authorization.Any(BearerHandler.IsMeant))
        {
            context.Response.OnStarting(Name, context);
        }

        return next(context);
    }

    private static Task Name(object state)
    {
        // The token endpoint asks for a client's own credentials and says so with another scheme.
        if (state is HttpContext { Response: { StatusCode: StatusCodes.Status401Unauthorized } response, Request: { } request }
            && response.Headers.WWWAuthenticate.All(asked => asked?.StartsWith("Bearer", StringComparison.Ordinal) != false))
        {
            response.Headers.WWWAuthenticate = ChallengeFor(request);
        }

        return Task.CompletedTask;
    }
}
