using Microsoft.AspNetCore.Http;

namespace PluginPlatform.Identity.Bearer;

/// <summary>
/// RFC 6750 section 3.1: who sent a token that does not hold is told so, whichever part of the platform writes the 401. A
/// request without a token is told only the scheme.
/// </summary>
internal sealed class NameTheTokenFault(RequestDelegate next)
{
    public const string Challenge = "Bearer error=\"invalid_token\"";

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
        if (state is HttpContext { Response: { StatusCode: StatusCodes.Status401Unauthorized } response }
            && response.Headers.WWWAuthenticate.All(asked => asked?.StartsWith("Bearer", StringComparison.Ordinal) != false))
        {
            response.Headers.WWWAuthenticate = Challenge;
        }

        return Task.CompletedTask;
    }
}
