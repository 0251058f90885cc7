namespace PluginPlatform.Plugins.Manifests;

/// <summary>A plugin folder with a sound manifest.</summary>
internal sealed record InstalledPlugin(PluginManifest Manifest, Version Version, string Folder)
{
    public string Id => Manifest.Id;

    /// <summary>Identifies the code: two folders with the same fingerprint hold the same assemblies.</summary>
    public string Fingerprint { get; } =
        string.Join(';', Manifest.Assemblies.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={a.Value}"));
}
