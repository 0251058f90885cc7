using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Composition;

/// <summary>Tells the identity part what the active plugins declare.</summary>
internal sealed class PluginPermissions(ActivePermissions active) : IPermissionSource
{
    private volatile Known? _known;
    private long _version;

    public PermissionSnapshot Current
    {
        get
        {
            var declared = active.Current;
            var known = _known;
            if (known is null || !ReferenceEquals(known.Declared, declared))
            {
                _known = known = new(declared, new(Interlocked.Increment(ref _version), [.. declared]) { Narrowings = [.. active.Narrowings] });
            }

            return known.Snapshot;
        }
    }

    private sealed record Known(IReadOnlyList<PermissionDefinition> Declared, PermissionSnapshot Snapshot);
}
