namespace PluginPlatform.Sdk.UI.Hosting;

/// <summary>A fragment could not be loaded. Says who and how, never what the data was.</summary>
/// <param name="plugin">Plugin id and version, for example <c>mpi 1.2.0</c>.</param>
/// <param name="code">A stable code: <c>fragment.timeout</c>, <c>fragment.failed</c>, <c>fragment.forbidden</c>,
/// <c>fragment.set-aside</c>, <c>audit.unavailable</c>.</param>
/// <param name="inner">The cause, for the log only.</param>
public sealed class FragmentFailedException(string plugin, string code, Exception? inner = null)
    : Exception($"{plugin}: {code}", inner)
{
    /// <summary>Plugin id and version.</summary>
    public string Plugin { get; } = plugin;

    /// <summary>The stable code.</summary>
    public string Code { get; } = code;
}
