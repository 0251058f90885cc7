using System.Reflection;
using PluginPlatform.Sdk.Plugins;

namespace PluginPlatform.Sdk.UI.Slots;

/// <summary>An assembly with routable pages (<c>@page</c>) of a plugin. Made with <see cref="PageExtensions.Pages"/>.</summary>
/// <param name="Assembly">The plugin's UI assembly.</param>
public sealed record PageAssembly(Assembly Assembly) : IContribution
{
    /// <inheritdoc/>
    public string Key => Assembly.GetName().Name!;

    /// <inheritdoc/>
    public string? Refusal => null;
}

/// <summary>Contributing pages.</summary>
public static class PageExtensions
{
    /// <summary>Adds the routable components of an assembly to the shell's router. Their routes start with <c>/{plugin id}/</c>.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="assembly">The plugin's UI assembly.</param>
    public static IPluginBuilder Pages(this IPluginBuilder plugin, Assembly assembly) => plugin.Contribute(new PageAssembly(assembly));
}
