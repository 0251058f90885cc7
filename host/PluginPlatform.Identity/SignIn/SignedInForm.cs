using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.SignIn;

/// <summary>
/// Lets a form of the account pages through when its antiforgery field belongs to this browser and the session holds now,
/// in the database and not by what the cookie was believed a moment ago.
/// </summary>
internal sealed class SignedInForm(IAntiforgery antiforgery, SessionStore sessions) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            {
                return StaleForm.Answer();
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            // Too long or cut off: the caller's doing.
            return StaleForm.Answer();
        }

        if (await sessions.RefreshAsync(http.User, seen: true, http.RequestAborted) is { } principal)
        {
            http.User = principal;
            return await next(context);
        }

        await http.SignOutAsync(PlatformSchemes.Session);
        return new SeeOther(IdentityPaths.SignInPage);
    }
}
