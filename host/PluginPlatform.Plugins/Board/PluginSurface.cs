using System.Reflection;
using PluginPlatform.Plugins.Publishing;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Sdk.UI.Slots;

namespace PluginPlatform.Plugins;

/// <summary>What the active plugins put on screen.</summary>
internal sealed class PluginSurface : IPluginSurface
{
    private readonly LiveSet _live;

    public PluginSurface(LiveSet live, PluginHost host)
    {
        _live = live;
        host.Changed += () => Changed?.Invoke();
    }

    public event Action? Changed;

    public IReadOnlyList<Assembly> PageAssemblies =>
        [.. _live.Current.Contributions<PageAssembly>().Select(p => p.Contribution.Assembly)];

    public IReadOnlyList<PluginAsset> Assets => [.. _live.Current.Active.SelectMany(AssetsOf)];

    public IReadOnlyList<PlacedFill> Fills(string slot) =>
        [.. _live.Current.Contributions<SlotFill>()
            .Where(c => c.Contribution.Slot == slot)
            .OrderBy(c => c.Contribution.Order)
            .ThenBy(c => c.Contribution.Name, StringComparer.Ordinal)
            .Select(c => new PlacedFill(c.Generation.Id, c.Generation.Version, c.Contribution))];

    private static IEnumerable<PluginAsset> AssetsOf(Generation generation)
    {
        foreach (var extension in new[] { ".css", ".js" })
        {
            var file = new FileInfo(Path.Combine(generation.Resolved.Installed.Folder, "wwwroot", generation.Id + extension));
            if (file.Exists)
            {
                var version = $"{generation.Version}-{file.LastWriteTimeUtc.Ticks:x}";
                yield return new($"/_content/{generation.Id}/{file.Name}?v={version}", extension == ".js");
            }
        }
    }
}
