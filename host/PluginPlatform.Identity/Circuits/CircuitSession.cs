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
    ILoggerFactory loggers, SessionStore sessions, IOptions<PlatformIdentityOptions> options)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => options.Value.Revalidation;

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var principal = authenticationState.User;
        return await sessions.RefreshAsync(principal, cancellationToken) is { Identity: System.Security.Claims.ClaimsIdentity now }
            && principal.Identity is System.Security.Claims.ClaimsIdentity then
            && UserStanding.Of(now) == UserStanding.Of(then);
    }
}
