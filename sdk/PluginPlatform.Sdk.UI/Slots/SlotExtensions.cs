using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Plugins;
using PluginPlatform.Sdk.UI.Fragments;

namespace PluginPlatform.Sdk.UI.Slots;

/// <summary>Filling the shell's slots.</summary>
public static class SlotExtensions
{
    /// <summary>Places a fragment in a slot.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="slot">One of <see cref="ShellSlots"/>.</param>
    /// <param name="name">Unique in the slot: lower-case letters, digits, hyphens.</param>
    /// <param name="title">Heading; also names what is missing when the fragment fails.</param>
    /// <param name="permission">Required of the reader.</param>
    /// <param name="data">What patient data it shows, or <see cref="DeclaredData.Nothing"/>.</param>
    /// <param name="order">Position, ascending.</param>
    /// <param name="fallbackAdvice">What not to conclude when it is missing.</param>
    /// <typeparam name="TContext">The slot's context.</typeparam>
    /// <typeparam name="TFragment">A public component derived from <see cref="Fragment{TContext, TModel}"/>.</typeparam>
    public static IPluginBuilder Fill<TContext, TFragment>(
        this IPluginBuilder plugin, Slot<TContext> slot, string name, string title, string permission, DeclaredData data,
        int order = 100, string? fallbackAdvice = null)
        where TContext : class
        where TFragment : class, IFragment<TContext>
    {
        var fill = new SlotFill(slot.Name, name, typeof(TFragment), slot.CarriesSafety)
        {
            Title = title, Permission = permission, Data = data, Order = order,
        };
        return plugin.Contribute(fallbackAdvice is null ? fill : fill with { FallbackAdvice = fallbackAdvice });
    }
}
