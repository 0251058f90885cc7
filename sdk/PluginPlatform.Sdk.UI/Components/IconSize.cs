namespace PluginPlatform.Sdk.UI.Components;

/// <summary>How large an <see cref="Icon"/> is drawn.</summary>
public enum IconSize
{
    /// <summary>14 px, beside labels.</summary>
    Small,

    /// <summary>16 px, beside body text.</summary>
    Normal,

    /// <summary>20 px, alone.</summary>
    Large,
}
