using Microsoft.AspNetCore.Components.Server.Circuits;

namespace PluginPlatform.Identity.Circuits;

/// <summary>
/// Notes that somebody did something in a live page, so that reading and typing there keeps the session from idling. What the
/// server does by itself, and the connection's own heartbeat, do not count.
/// </summary>
internal sealed class CircuitActivity : CircuitHandler
{
    private int _seen;

    /// <summary>Whether there was activity since the last call.</summary>
    public bool TakeSeen() => Interlocked.Exchange(ref _seen, 0) == 1;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        context =>
        {
            Volatile.Write(ref _seen, 1);
            return next(context);
        };
}
