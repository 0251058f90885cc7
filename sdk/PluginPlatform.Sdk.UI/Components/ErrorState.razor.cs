using Microsoft.AspNetCore.Components;

namespace PluginPlatform.Sdk.UI.Components;

/// <summary>Something could not be read or done. Says that nothing was changed: do not use it after a write that may have happened.</summary>
public sealed partial class ErrorState
{
    /// <summary>For example <c>Results could not be read</c>.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>A stable code such as <c>fhir.timeout</c>; null leaves it out.</summary>
    [Parameter]
    public string? Code { get; set; }

    /// <summary>The cause in one sentence.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>What Try again does; without it there is no button.</summary>
    [Parameter]
    public EventCallback OnRetry { get; set; }
}
