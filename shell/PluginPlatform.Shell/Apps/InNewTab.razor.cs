using Microsoft.AspNetCore.Components;

namespace PluginPlatform.Shell.Apps;

/// <summary>Starts an app in a tab of its own.</summary>
public sealed partial class InNewTab
{
    /// <summary>The app's id.</summary>
    [Parameter, EditorRequired]
    public string App { get; set; } = "";

    /// <summary>The patient's id.</summary>
    [Parameter, EditorRequired]
    public string Patient { get; set; } = "";

    /// <summary>The app's name, where several such buttons stand together.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>Whether it is the one thing to do here.</summary>
    [Parameter]
    public bool Primary { get; set; }
}
