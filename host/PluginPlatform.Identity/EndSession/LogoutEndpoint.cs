using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Authorizing;

namespace PluginPlatform.Identity.EndSession;

/// <summary>OpenID Connect RP-Initiated Logout 1.0 over HTTP: section 2, both methods.</summary>
internal static class LogoutEndpoint
{
    private const long LongestBody = 32 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(IdentityPaths.Logout, GetAsync);
        routes.MapPost(IdentityPaths.Logout, PostAsync)
            .WithMetadata(new RequestSizeLimitAttribute(LongestBody)).DisableAntiforgery();
    }

    private static Task<IResult> GetAsync(HttpContext context, Logout logout, CancellationToken cancellationToken) =>
        logout.AnswerAsync(RequestParameters.Of(context.Request.Query), confirmed: false, context, cancellationToken);

    private static async Task<IResult> PostAsync(
        HttpContext context, Logout logout, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        if (await RequestParameters.ReadAsync(context.Request, cancellationToken) is not { } parameters)
        {
            return LogoutPage.Refused(context, "The body is not application/x-www-form-urlencoded.");
        }

        // The page that asks posts here too, and only it can bring the antiforgery field.
        var confirmed = parameters.Any(parameter => parameter.Key == LogoutPage.ConfirmField) && await antiforgery.IsRequestValidAsync(context);
        return await logout.AnswerAsync(parameters, confirmed, context, cancellationToken);
    }
}
