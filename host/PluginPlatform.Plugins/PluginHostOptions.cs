using PluginPlatform.Plugins.Faults;

namespace PluginPlatform.Plugins;

/// <summary>Where plugins are and how long they may take.</summary>
public sealed record PluginHostOptions
{
    /// <summary>plugins.json.</summary>
    public required string File { get; init; }

    /// <summary>The folder of <c>&lt;id&gt;/&lt;version&gt;/plugin.json</c>.</summary>
    public required string Folder { get; init; }

    public PluginLimits Limits { get; init; } = new();

    /// <summary>How often a changed file is looked for when the file system does not tell.</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromSeconds(1);
}
