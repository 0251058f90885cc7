namespace PluginPlatform.Sdk.UI.Components;

/// <summary>A line icon in the colour of the text around it.</summary>
public sealed partial class Icon
{
    private string Classes => (Size, Glyph) switch
    {
        (_, Glyph.More) => "i dots",
        (_, Glyph.Back or Glyph.Forward) => "i turns",
        (IconSize.Small, _) => "i i-14",
        (IconSize.Large, _) => "i i-20",
        _ => "i",
    };
}
