namespace PluginPlatform.Plugins;

/// <summary>A plugin cannot become active: a stable code, what went wrong, the mend.</summary>
internal sealed class PluginFaultException(string code, string reason, string mend, Exception? inner = null)
    : Exception(reason, inner)
{
    public string Code { get; } = code;

    public string Mend { get; } = mend;
}
