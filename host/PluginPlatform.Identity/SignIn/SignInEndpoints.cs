using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.CrossSite;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.Throttling;

namespace PluginPlatform.Identity.SignIn;

/// <summary>The forms of the shell's sign-in page and of its sign-out button.</summary>
internal static class SignInEndpoints
{
    private const long LongestBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        // The antiforgery field is checked by the handlers, which answer a stale form kindly.
        routes.MapPost(IdentityPaths.SignIn, SignInAsync)
            .WithMetadata(new RequestSizeLimitAttribute(LongestBody)).DisableAntiforgery();
        routes.MapPost(IdentityPaths.SignOut, SignOutAsync)
            .WithMetadata(new RequestSizeLimitAttribute(LongestBody)).DisableAntiforgery();
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, IAntiforgery antiforgery, AddressThrottle throttle, PasswordSignIn passwords,
        AfterPassword after, SecurityJournal journal, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await SignInForm.ReadAsync(context, antiforgery, cancellationToken) is not { } form)
        {
            return StaleForm.Answer();
        }

        if (throttle.IsExhausted(ThrottledDoor.SignIn, context))
        {
            return BackToForm("throttled", form);
        }

        switch (await passwords.AttemptAsync(form.UserName, form.Password, cancellationToken))
        {
            case SignInOutcome.Accepted { Account: var account }:
                return new SeeOther(await after.PasswordAsync(context, account, form.ReturnUrl, cancellationToken));
            case SignInOutcome.Refused refused:
                throttle.Count(ThrottledDoor.SignIn, context);
                await journal.SignInRefusedAsync(refused.Reason, refused.Account, context, cancellationToken);
                return BackToForm(refused.Reason, form);
            default:
                throw new InvalidOperationException("A sign-in is accepted or refused.");
        }
    }

    private static async Task<IResult> SignOutAsync(
        HttpContext context, IAntiforgery antiforgery, SessionStore sessions, SecurityJournal journal, ICallContexts calls,
        CancellationToken cancellationToken)
    {
        if (await RequestForm.ReadOwnAsync(context, antiforgery, cancellationToken) is null)
        {
            return StaleForm.Answer();
        }

        if (calls.For(context.User, context.TraceIdentifier, purpose: null) is { } call)
        {
            await sessions.EndAsync(context.User, cancellationToken);
            await journal.SignedOutAsync(call, context, cancellationToken);
        }

        await context.SignOutAsync(PlatformSchemes.Session);
        return new SeeOther(IdentityPaths.SignInPage);
    }

    private static SeeOther BackToForm(string error, SignInForm form) => new(
        $"{IdentityPaths.SignInPage}?error={error}&returnUrl={Uri.EscapeDataString(form.ReturnUrl)}");
}
