using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Plugins.Calls;

/// <summary>Carries the call context into a plugin's scope.</summary>
internal sealed class CallHolder
{
    private CallContext? _call;

    public CallContext Call
    {
        get => _call ?? throw new InvalidOperationException("The scope was opened without a call.");
        set => _call = value;
    }
}
