using Microsoft.AspNetCore.Components;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Shell.Chart;

/// <summary>Says why there is no tab here and where to go.</summary>
public sealed partial class ChartWithoutTab
{
    /// <summary>The tab's name in the address.</summary>
    [Parameter]
    public string? Wanted { get; set; }

    /// <summary>The title of the tab that was open and went away; else null.</summary>
    [Parameter]
    public string? Lost { get; set; }

    /// <summary>The first tab there is; null without any.</summary>
    [Parameter]
    public PlacedFill? First { get; set; }

    /// <summary>The patient's id.</summary>
    [Parameter, EditorRequired]
    public string Patient { get; set; } = "";
}
