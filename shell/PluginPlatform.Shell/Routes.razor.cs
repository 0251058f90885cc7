using System.Reflection;
using Microsoft.AspNetCore.Components;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Shell;

/// <summary>Routes of the shell and of the active plugins; follows the set of plugins while the circuit lives.</summary>
public sealed partial class Routes : IDisposable
{
    private IReadOnlyList<Assembly> _assemblies = [];

    [Inject]
    private IPluginSurface Surface { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _assemblies = Surface.PageAssemblies;
        Surface.Changed += Refresh;
    }

    /// <inheritdoc/>
    public void Dispose() => Surface.Changed -= Refresh;

    private void Refresh() => _ = InvokeAsync(() =>
    {
        _assemblies = Surface.PageAssemblies;
        StateHasChanged();
    });
}
