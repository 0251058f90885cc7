using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace PluginPlatform.Plugins.Endpoints;

/// <summary>The endpoints of the active plugins, replaced as a whole at each publication.</summary>
public sealed class PluginEndpointDataSource : EndpointDataSource
{
    private volatile State _state = new([], new());

    public override IReadOnlyList<Endpoint> Endpoints => _state.Endpoints;

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(_state.Changed.Token);

    public void Replace(IReadOnlyList<Endpoint> endpoints)
    {
        var before = _state;
        _state = new(endpoints, new());
        before.Changed.Cancel();
    }

    private sealed record State(IReadOnlyList<Endpoint> Endpoints, CancellationTokenSource Changed);
}
