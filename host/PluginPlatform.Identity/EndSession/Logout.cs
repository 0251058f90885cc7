using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Doors;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.EndSession;

/// <summary>
/// An ID token of the very session that is open ends it at once; without one the person is asked, so that no page elsewhere
/// can sign people out (RP-Initiated Logout 1.0 section 2). What the session gave to clients ends with it.
/// </summary>
internal sealed class Logout(
    LogoutPlans plans, SessionStore sessions, ICallContexts calls, SecurityJournal journal, IAntiforgery antiforgery)
{
    /// <param name="parameters">Of the request.</param>
    /// <param name="confirmed">Whether the person pressed the button on our own page.</param>
    /// <param name="context">The request.</param>
    /// <param name="cancellationToken">Cancels before anything ends.</param>
    public async Task<IResult> AnswerAsync(
        IReadOnlyList<KeyValuePair<string, string>> parameters, bool confirmed, HttpContext context, CancellationToken cancellationToken)
    {
        DoorPolicy.KeepQuiet(context);
        if (LogoutRequest.Of(parameters) is not { } request)
        {
            return LogoutPage.Refused(context, "A parameter is given more than once, or is too long.");
        }

        var plan = await plans.OfAsync(request, cancellationToken);
        if (plan.Fault is { } fault)
        {
            return LogoutPage.Refused(context, fault);
        }

        // A session's own principal only: a token in the header is not a session to end.
        var open = context.User.Identity?.AuthenticationType == PlatformSchemes.Session ? SessionPrincipal.KeyOf(context.User) : null;
        var proved = plan.Hint is { } hint && (open is null || open == (hint.Session, hint.User)) ? plan.Hint : null;
        if (open is not null && proved is null && !confirmed)
        {
            return LogoutPage.Ask(context, request, plan, antiforgery.GetAndStoreTokens(context));
        }

        if (proved is not null)
        {
            await sessions.EndAsync(proved.User, proved.Session, cancellationToken);
        }

        if (open is not null)
        {
            await EndAsync(context, cancellationToken);
        }

        return new SeeOther(plan.Next ?? IdentityPaths.SignInPage);
    }

    private async Task EndAsync(HttpContext context, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(context.User, cancellationToken);
        if (calls.For(context.User, context.TraceIdentifier, purpose: null) is { } call)
        {
            await journal.SignedOutAsync(call, context, cancellationToken);
        }

        await context.SignOutAsync(PlatformSchemes.Session);
    }
}
