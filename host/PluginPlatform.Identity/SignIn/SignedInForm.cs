using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.CrossSite;
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
        if (await RequestForm.ReadOwnAsync(http, antiforgery, http.RequestAborted) is null)
        {
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
