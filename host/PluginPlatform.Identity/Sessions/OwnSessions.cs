using System.Security.Claims;

namespace PluginPlatform.Identity.Sessions;

/// <summary>The sessions of the user who asks.</summary>
public sealed class OwnSessions
{
    private readonly SessionStore _sessions;

    internal OwnSessions(SessionStore sessions) => _sessions = sessions;

    /// <summary>Those that live, the latest used first; at most 100.</summary>
    /// <param name="principal">The signed-in user; anybody else has none.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<IReadOnlyList<SessionLine>> ListAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        SessionPrincipal.KeyOf(principal) is var (session, user) ? await _sessions.ListAsync(user, session, cancellationToken) : [];
}
