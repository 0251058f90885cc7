using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Refusing;

namespace PluginPlatform.Identity.Sessions;

/// <summary>Holds a session against the database now and then, and answers those who have none.</summary>
internal sealed class SessionEvents(SessionStore sessions, IOptions<PlatformIdentityOptions> options, TimeProvider time)
    : CookieAuthenticationEvents
{
    private const string CheckedAt = "checked";

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var now = time.GetUtcNow();
        if (IsRecent(context.Properties, now) || context.Principal is null)
        {
            return;
        }

        if (await sessions.RefreshAsync(context.Principal, seen: true, context.HttpContext.RequestAborted) is { } principal)
        {
            context.ReplacePrincipal(principal);
            MarkChecked(context.Properties, now);
            context.ShouldRenew = true;
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(PlatformSchemes.Session);
    }

    public override Task SigningIn(CookieSigningInContext context)
    {
        MarkChecked(context.Properties, time.GetUtcNow());
        return Task.CompletedTask;
    }

    public override async Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!Refusal.IsNavigation(context.Request))
        {
            await Refusal.UnauthorizedAsync(context.HttpContext, "Bearer");
            return;
        }

        var wanted = context.Request.PathBase + context.Request.Path + context.Request.QueryString;
        context.Response.Redirect($"{IdentityPaths.SignInPage}?returnUrl={Uri.EscapeDataString(wanted)}");
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        Refusal.ForbiddenAsync(context.HttpContext);

    private bool IsRecent(AuthenticationProperties properties, DateTimeOffset now) =>
        properties.Items.TryGetValue(CheckedAt, out var text)
        && long.TryParse(text, CultureInfo.InvariantCulture, out var seconds)
        && now - DateTimeOffset.FromUnixTimeSeconds(seconds) < options.Value.Revalidation;

    private static void MarkChecked(AuthenticationProperties properties, DateTimeOffset now) =>
        properties.Items[CheckedAt] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
