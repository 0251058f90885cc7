namespace PluginPlatform.Plugins.Publishing;

/// <summary>The running set, for everyone who asks per call.</summary>
internal sealed class LiveSet
{
    private volatile PluginSet _current = PluginSet.Empty;

    public PluginSet Current
    {
        get => _current;
        set => _current = value;
    }
}
