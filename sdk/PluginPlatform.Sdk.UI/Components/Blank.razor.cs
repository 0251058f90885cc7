using Microsoft.AspNetCore.Components;

namespace PluginPlatform.Sdk.UI.Components;

/// <summary>A drawn state in place of content: icon, one line, why, and what to do.</summary>
public sealed partial class Blank
{
    /// <summary>The drawing.</summary>
    [Parameter, EditorRequired]
    public Glyph Glyph { get; set; }

    /// <summary>One line that says what it is.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Class of the icon's colour: <c>muted</c> (default), <c>danger</c>, <c>warn</c>, <c>info</c>.</summary>
    [Parameter]
    public string Tone { get; set; } = "muted";

    /// <summary>ARIA role: <c>alert</c> for what just went wrong, <c>status</c> for what just arrived, null (default) for neither.</summary>
    [Parameter]
    public string? Role { get; set; }

    /// <summary>Why, in a sentence or two.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Buttons or links that help.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }
}
