namespace PluginPlatform.Plugins.Faults;

/// <summary>A call into a plugin did not come back with a result.</summary>
internal sealed class PluginCallException(string plugin, string version, string operation, PluginCallFailure failure, Exception? inner)
    : Exception($"{plugin} {version}, {operation}: {failure}", inner)
{
    public string Plugin { get; } = plugin;

    public string Version { get; } = version;

    public string Operation { get; } = operation;

    public PluginCallFailure Failure { get; } = failure;
}

internal enum PluginCallFailure
{
    /// <summary>It threw.</summary>
    Failed,

    /// <summary>It did not answer in time.</summary>
    TimedOut,

    /// <summary>It failed too often lately and rests.</summary>
    SetAside,

    /// <summary>No active plugin exports it.</summary>
    Unavailable,
}
