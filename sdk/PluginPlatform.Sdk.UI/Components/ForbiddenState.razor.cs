using Microsoft.AspNetCore.Components;

namespace PluginPlatform.Sdk.UI.Components;

/// <summary>The reader may not see what is here.</summary>
public sealed partial class ForbiddenState
{
    /// <summary>For example <c>You may not see this</c>; never names what it is.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The permission that is missing, for example <c>results:read</c>.</summary>
    [Parameter]
    public string? Permission { get; set; }

    /// <summary>How to ask, or where else to go.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }
}
