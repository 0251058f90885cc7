using PluginPlatform.Plugins.Configuration;
using PluginPlatform.Plugins.Manifests;

namespace PluginPlatform.Plugins.Resolving;

/// <summary>An installed plugin that is switched on and whose needs are met by the other resolved ones.</summary>
internal sealed record ResolvedPlugin(InstalledPlugin Installed, PluginEntry Entry, IReadOnlyList<string> ActiveOptional)
{
    public string Id => Installed.Id;

    public IReadOnlyList<string> Grants => Entry.Grants ?? Installed.Manifest.Asks;
}

/// <summary>Every plugin that can start, dependencies first, and why the others cannot.</summary>
internal sealed record Resolution(IReadOnlyList<ResolvedPlugin> Ordered, IReadOnlyList<Refusal> Refused);
