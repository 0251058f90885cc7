using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.Circuits;

/// <summary>
/// Looks again, while a circuit lives, whether its user still has the session it was opened with. When the session is over,
/// or the user's tenant or roles have changed, the circuit's user becomes nobody; loading a page brings the new rights.
/// </summary>
internal sealed class CircuitSession(
    ILoggerFactory loggers, SessionStore sessions, CircuitActivity activity, IOptions<PlatformIdentityOptions> options)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => options.Value.Revalidation;

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        HoldsAsync(authenticationState.User, cancellationToken);

    internal async Task<bool> HoldsAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        await sessions.RefreshAsync(principal, activity.TakeSeen(), cancellationToken) is { Identity: ClaimsIdentity now }
        && principal.Identity is ClaimsIdentity then
        && UserStanding.Of(now) == UserStanding.Of(then);
}
