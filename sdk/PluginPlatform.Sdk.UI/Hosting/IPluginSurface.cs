using System.Reflection;
using PluginPlatform.Sdk.UI.Slots;

namespace PluginPlatform.Sdk.UI.Hosting;

/// <summary>What the active plugins put on screen. Singleton; replaced as a whole when the set of plugins changes.</summary>
public interface IPluginSurface
{
    /// <summary>Raised after a change, on a pool thread.</summary>
    event Action? Changed;

    /// <summary>A slot's fills in order, whoever may see them.</summary>
    /// <param name="slot">The slot's name.</param>
    IReadOnlyList<PlacedFill> Fills(string slot);

    /// <summary>Assemblies with plugin pages, for the router.</summary>
    IReadOnlyList<Assembly> PageAssemblies { get; }

    /// <summary>Style sheets and module scripts to link from the page, as addresses with a version query.</summary>
    IReadOnlyList<PluginAsset> Assets { get; }
}

/// <summary>A fill and the plugin that made it.</summary>
/// <param name="Plugin">Plugin id.</param>
/// <param name="Version">Plugin version.</param>
/// <param name="Fill">The fill.</param>
public sealed record PlacedFill(string Plugin, string Version, SlotFill Fill);

/// <summary>A style sheet or module script that a plugin ships as <c>wwwroot/{id}.css</c> or <c>wwwroot/{id}.js</c>.</summary>
/// <param name="Address">Path from the site's root, with <c>?v=</c>.</param>
/// <param name="IsScript">True for a module script, false for a style sheet.</param>
public sealed record PluginAsset(string Address, bool IsScript);
