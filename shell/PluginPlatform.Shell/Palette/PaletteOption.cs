using PluginPlatform.Sdk.UI.Components;

namespace PluginPlatform.Shell.Palette;

/// <summary>One thing the palette offers: an address to go to, or something the page's script does.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Glyph">Its drawing.</param>
internal sealed record PaletteOption(string Title, Glyph Glyph)
{
    /// <summary>Where it goes; null when <see cref="Do"/> says what it does.</summary>
    public string? Address { get; init; }

    /// <summary>An action of shell.js.</summary>
    public string? Do { get; init; }

    /// <summary>A second line: what tells it from others.</summary>
    public string? About { get; init; }

    /// <summary>What stands at the end: a state, or where it comes from.</summary>
    public string? Hint { get; init; }

    /// <summary>Keys that do the same.</summary>
    public string? Keys { get; init; }
}

/// <summary>Options of one kind under a heading.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Options">At least one.</param>
internal sealed record PaletteGroup(string Title, IReadOnlyList<PaletteOption> Options);
