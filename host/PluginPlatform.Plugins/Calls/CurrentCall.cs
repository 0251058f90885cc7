using PluginPlatform.Audit;

namespace PluginPlatform.Plugins.Calls;

/// <summary>
/// The audit scope of the call under way. It flows with the asynchronous call, through exports into other plugins, so that
/// whatever a call touches lands in its one audit row, and data access outside any call is refused.
/// </summary>
internal static class CurrentCall
{
    private static readonly AsyncLocal<AccessScope?> Ambient = new();

    public static AccessScope Access => Ambient.Value
        ?? throw new InvalidOperationException(
            "Patient data is reachable only within a call the platform started: an endpoint, a handler, an export, or a fragment's LoadAsync and ActAsync.");

    /// <summary>Enters a call; the caller's asynchronous flow is unaffected once its method returns.</summary>
    public static void Enter(AccessScope access) => Ambient.Value = access;
}
