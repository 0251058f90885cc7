using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.SignIn;

/// <summary>The last step of every sign-in: the former session ends, the trail knows, the cookie goes out.</summary>
internal sealed class BeginSession(SessionStore sessions, SecurityJournal journal)
{
    public async Task ForAsync(HttpContext context, Account account, string method, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(context.User, cancellationToken);
        await journal.SignedInAsync(account, method, context, cancellationToken);
        await context.SignInAsync(
            PlatformSchemes.Session, await sessions.BeginAsync(account, SessionOrigin.Of(context, method), cancellationToken));
    }
}
