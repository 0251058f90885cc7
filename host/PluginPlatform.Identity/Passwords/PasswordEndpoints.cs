using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.Passwords;

/// <summary>The form of the page <c>/account/password</c>.</summary>
internal static class PasswordEndpoints
{
    public static void Map(IEndpointRouteBuilder account) => account.MapPost("/password", ChangeAsync).DisableAntiforgery();

    private static async Task<IResult> ChangeAsync(
        HttpContext context, ChangePassword passwords, SessionStore sessions, ICallContexts calls, SecurityJournal journal,
        CancellationToken cancellationToken)
    {
        var call = calls.For(context.User, context.TraceIdentifier, purpose: null)!;
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var outcome = await passwords.AttemptAsync(
            Guid.Parse(call.Actor.Id), form["current"].ToString(), form["password"].ToString(), cancellationToken);
        switch (outcome)
        {
            case ChangePasswordOutcome.Changed { Account: var account }:
                await journal.AccountAsync(call, "password_changed", context, cancellationToken);
                await context.SignInAsync(
                    PlatformSchemes.Session,
                    await sessions.BeginAsync(account, SessionOrigin.Of(context, SignInMethods.Password), cancellationToken));
                return new SeeOther($"{IdentityPaths.PasswordPage}?done=changed");
            case ChangePasswordOutcome.Refused { Reason: var reason }:
                if (reason is "invalid" or "locked")
                {
                    await journal.AccountRefusedAsync(call, $"password_{reason}", context, cancellationToken);
                }

                return new SeeOther($"{IdentityPaths.PasswordPage}?error={reason}");
            default:
                throw new InvalidOperationException("A password is changed or refused.");
        }
    }
}
