using Microsoft.AspNetCore.Components.Authorization;
using PluginPlatform.Identity.Consent;
using PluginPlatform.Identity.Passkeys;
using PluginPlatform.Identity.SecondFactors;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Shell.Account;

namespace PluginPlatform.Host.Readers;

/// <summary>The reader's own account for the shell's account pages.</summary>
internal sealed class ReaderAccount(AuthenticationStateProvider authentication, OwnSessions sessions, OwnSecondFactor factors, OwnPasskeys passkeys, OwnConsents consents) : IOwnAccount
{
    public async Task<IReadOnlyList<OwnSession>> SessionsAsync(CancellationToken cancellationToken)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        var lines = await sessions.ListAsync(state.User, cancellationToken);
        return [.. lines.Select(s => new OwnSession(s.Id, s.StartedAt, s.LastSeenAt, s.Network, s.Browser, s.System, s.Method, s.Current))];
    }

    public async Task<IReadOnlyList<OwnPasskey>> PasskeysAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return [.. (await passkeys.ListAsync(state.User)).Select(p => new OwnPasskey(p.Id, p.Name, p.CreatedAt, p.Synced))];
    }

    public async Task<IReadOnlyList<OwnApp>> AppsAsync(CancellationToken cancellationToken)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return [.. (await consents.ListAsync(state.User, cancellationToken)).Select(c => new OwnApp(c.Client, c.Name, c.Scopes, c.GivenAt))];
    }

    public async Task<OwnFactor?> SecondFactorAsync(HttpContext context, CancellationToken cancellationToken) =>
        await factors.FindAsync(context, cancellationToken) is { } f
            ? new(f.On, f.Key, f.Address, f.CodesLeft, f.NewCodes, f.Required)
            : null;
}
