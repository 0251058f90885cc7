using Microsoft.AspNetCore.Components;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Sdk.UI.Components;

/// <summary>Health over time as bars, oldest first.</summary>
public sealed partial class HealthBars
{
    /// <summary>Calls and faults per slice of time, oldest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<HealthBucket> Buckets { get; set; } = [];

    /// <summary>What a screen reader says, with the number of faults.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    // At a fifth of the calls failing, the slice counts as down rather than as disturbed.
    private static (string Kind, int Height) Bar(HealthBucket bucket) => bucket switch
    {
        { Calls: 0, Faults: 0 } => ("x", 6),
        { Faults: 0 } => ("", 6),
        { Faults: var faults, Calls: var calls } when faults * 5 >= calls => ("f", 18),
        _ => ("w", 11),
    };
}
