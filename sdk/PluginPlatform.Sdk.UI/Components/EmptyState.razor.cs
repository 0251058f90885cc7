using Microsoft.AspNetCore.Components;

namespace PluginPlatform.Sdk.UI.Components;

/// <summary>A list with nothing in it: what will come here, and the action that brings it.</summary>
public sealed partial class EmptyState
{
    /// <summary>For example <c>No results yet</c>.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The drawing. Default: a document.</summary>
    [Parameter]
    public Glyph Glyph { get; set; } = Glyph.Document;

    /// <summary>What will come here, and from where.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The action that brings it.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }
}
