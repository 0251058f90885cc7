using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Plugins;

namespace PluginPlatform.Sdk.UI.Slots;

/// <summary>A fragment placed in a slot. Made with <see cref="SlotExtensions.Fill{TContext, TFragment}"/>.</summary>
/// <param name="Slot">The slot's name.</param>
/// <param name="Name">Unique in the slot; for a tab its address segment (<c>journey</c>).</param>
/// <param name="Component">The fragment's component type.</param>
/// <param name="CarriesSafety">From the slot.</param>
public sealed record SlotFill(string Slot, string Name, Type Component, bool CarriesSafety) : IContribution
{
    /// <summary>The heading or tab title, which also names what is missing when the fragment fails ("Allergies unavailable").</summary>
    public required string Title { get; init; }

    /// <summary>Position among the slot's fills, ascending.</summary>
    public int Order { get; init; } = 100;

    /// <summary>The permission the reader must hold; without it the fill is not offered.</summary>
    public required string Permission { get; init; }

    /// <summary>The patient data shown; each showing leaves an audit row before it appears.</summary>
    public required DeclaredData Data { get; init; }

    /// <summary>What not to conclude when it is missing: <c>This does not mean there are none.</c></summary>
    public string FallbackAdvice { get; init; } = "This does not mean there is nothing to show.";

    /// <inheritdoc/>
    public string Key => $"{Slot}/{Name}";

    /// <inheritdoc/>
    public string? Refusal => this switch
    {
        _ when !ShellSlots.Names.Contains(Slot) =>
            $"'{Name}' fills the slot '{Slot}', which the shell does not have. Use one of: {string.Join(", ", ShellSlots.Names)}.",
        { Data: null } or { Permission: null or "" } =>
            $"'{Name}' in '{Slot}' declares no permission or no patient data. Set Permission and Data (DeclaredData.Nothing for none).",
        _ => null,
    };
}
