using Microsoft.AspNetCore.Components.Authorization;
using PluginPlatform.Identity.Launching;
using PluginPlatform.Shell.Apps;
using ISession = PluginPlatform.Sdk.UI.Hosting.ISession;

namespace PluginPlatform.Host.Readers;

/// <summary>The apps the current reader may start from a chart; asked anew at every step, because a page outlives rights.</summary>
internal sealed class ReaderAppBoard(AuthenticationStateProvider authentication, StartLaunch launches, ISession session) : IAppBoard
{
    public async Task<IReadOnlyList<ChartApp>> ListAsync(CancellationToken cancellationToken)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return [.. (await launches.AppsAsync(state.User, cancellationToken)).Select(App)];
    }

    public async Task<OpenedApp?> OpenAsync(string app, string patient, CancellationToken cancellationToken)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return await session.CallAsync(cancellationToken) is { } call
            && await launches.RunAsync(state.User, app, patient, inChart: true, call.RequestId, cancellationToken) is { } started
                ? new(App(started.App), started.Address, token => launches.HasArrivedAsync(started, token))
                : null;
    }

    private static ChartApp App(LaunchableApp app) => new(app.Id, app.Name, app.Origin, app.OpensInChart);
}
