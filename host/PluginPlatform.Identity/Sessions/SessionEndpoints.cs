using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.Sessions;

/// <summary>The forms of the page <c>/account/sessions</c>.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        account.MapPost("/sessions/end", EndAsync).DisableAntiforgery();
        account.MapPost("/sessions/end-others", EndOthersAsync).DisableAntiforgery();
    }

    private static async Task<IResult> EndAsync(
        HttpContext context, SessionStore sessions, ICallContexts calls, SecurityJournal journal, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (SessionPrincipal.KeyOf(context.User) is not var (present, user)
            || !Guid.TryParse(form["session"].ToString(), out var session)
            || !await sessions.EndAsync(user, session, cancellationToken))
        {
            return new SeeOther($"{IdentityPaths.SessionsPage}?error=gone");
        }

        await JournalAsync(context, calls, journal, "session_ended", cancellationToken);
        if (session != present)
        {
            return new SeeOther($"{IdentityPaths.SessionsPage}?done=one");
        }

        await context.SignOutAsync(PlatformSchemes.Session);
        return new SeeOther(IdentityPaths.SignInPage);
    }

    private static async Task<IResult> EndOthersAsync(
        HttpContext context, SessionStore sessions, ICallContexts calls, SecurityJournal journal, CancellationToken cancellationToken)
    {
        if (SessionPrincipal.KeyOf(context.User) is var (present, user) && await sessions.EndAllAsync(user, but: present, cancellationToken) > 0)
        {
            await JournalAsync(context, calls, journal, "other_sessions_ended", cancellationToken);
        }

        return new SeeOther($"{IdentityPaths.SessionsPage}?done=others");
    }

    private static Task JournalAsync(
        HttpContext context, ICallContexts calls, SecurityJournal journal, string reason, CancellationToken cancellationToken) =>
        journal.AccountAsync(calls.For(context.User, context.TraceIdentifier, purpose: null)!, reason, context, cancellationToken);
}
