using PluginPlatform.Plugins.Manifests;

namespace PluginPlatform.Plugins.Publishing;

/// <summary>Where a plugin stands, and why.</summary>
/// <param name="State">active, disabled, refused, faulted, loading or draining.</param>
internal sealed record PluginState(string Id, InstalledPlugin? Installed, bool Enabled, string State, Refusal? Why);

/// <summary>One consistent picture for administrators: what runs, what does not and why, what is wrong with the file.</summary>
internal sealed record PluginOverview(IReadOnlyList<PluginState> Plugins, string? FileError)
{
    public static PluginOverview Empty { get; } = new([], null);
}
