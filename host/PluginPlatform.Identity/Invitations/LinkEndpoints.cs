using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.CrossSite;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Passwords;
using PluginPlatform.Identity.SignIn;
using PluginPlatform.Identity.Throttling;

namespace PluginPlatform.Identity.Invitations;

/// <summary>The forms of the pages <c>/sign-in/forgot</c> and <c>/sign-in/new-password</c>.</summary>
internal static class LinkEndpoints
{
    private const long LongestBody = 16 * 1024;
    private const int LongestName = 256;
    private const int LongestToken = 128;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(IdentityPaths.SignIn + "/forgot", ForgotAsync).WithMetadata(new RequestSizeLimitAttribute(LongestBody)).DisableAntiforgery();
        routes.MapPost(IdentityPaths.SignIn + "/new-password", SetAsync).WithMetadata(new RequestSizeLimitAttribute(LongestBody)).DisableAntiforgery();
    }

    private static async Task<IResult> ForgotAsync(
        HttpContext context, IAntiforgery antiforgery, AskedResets resets, AddressThrottle throttle, CancellationToken cancellationToken)
    {
        if (await RequestForm.ReadOwnAsync(context, antiforgery, cancellationToken) is not { } form)
        {
            return StaleForm.Answer();
        }

        if (throttle.IsExhausted(ThrottledDoor.SignIn, context))
        {
            return new SeeOther($"{IdentityPaths.ForgotPage}?error=throttled");
        }

        throttle.Count(ThrottledDoor.SignIn, context);
        if (form["username"].ToString().Trim() is { Length: > 0 and <= LongestName } name)
        {
            resets.Ask(name);
        }

        return new SeeOther($"{IdentityPaths.ForgotPage}?done=sent");
    }

    private static async Task<IResult> SetAsync(
        HttpContext context, IAntiforgery antiforgery, MailLinks links, ChangePassword passwords, AddressThrottle throttle,
        SecurityJournal journal, CancellationToken cancellationToken)
    {
        if (await RequestForm.ReadOwnAsync(context, antiforgery, cancellationToken) is not { } form)
        {
            return StaleForm.Answer();
        }

        var token = form["token"].ToString();
        if (throttle.IsExhausted(ThrottledDoor.SignIn, context))
        {
            return new SeeOther($"{IdentityPaths.ForgotPage}?error=throttled");
        }

        if (token.Length is 0 or > LongestToken || await links.TakeAsync(token, cancellationToken) is not var (user, kind))
        {
            throttle.Count(ThrottledDoor.SignIn, context);
            return new SeeOther($"{IdentityPaths.ForgotPage}?error=link");
        }

        switch (await passwords.SetAsync(user, form["password"].ToString(), cancellationToken))
        {
            case ChangePasswordOutcome.Changed { Account: var account }:
                await links.EndAllAsync(user, cancellationToken);
                await journal.AccountAsync(account, kind == MailLinks.Reset ? "password_reset" : "invitation_accepted", context, cancellationToken);
                return new SeeOther(IdentityPaths.SignInPage);
            case ChangePasswordOutcome.Refused { Reason: var reason }:
                await links.ReturnAsync(token, cancellationToken);
                return new SeeOther($"{IdentityPaths.NewPasswordPage}?error={reason}&token={Uri.EscapeDataString(token)}");
            default:
                throw new InvalidOperationException("A password is set or refused.");
        }
    }
}
