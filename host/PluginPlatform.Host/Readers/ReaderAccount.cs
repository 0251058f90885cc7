using Microsoft.AspNetCore.Components.Authorization;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Shell.Account;

namespace PluginPlatform.Host.Readers;

/// <summary>The reader's own account for the shell's account pages.</summary>
internal sealed class ReaderAccount(AuthenticationStateProvider authentication, OwnSessions sessions) : IOwnAccount
{
    public async Task<IReadOnlyList<OwnSession>> SessionsAsync(CancellationToken cancellationToken)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        var lines = await sessions.ListAsync(state.User, cancellationToken);
        return [.. lines.Select(s => new OwnSession(s.Id, s.StartedAt, s.LastSeenAt, s.Network, s.Browser, s.System, s.Method, s.Current))];
    }
}
