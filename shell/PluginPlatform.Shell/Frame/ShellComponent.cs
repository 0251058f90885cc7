using Microsoft.AspNetCore.Components;
using PluginPlatform.Shell.State;

namespace PluginPlatform.Shell.Frame;

/// <summary>A part of the shell that shows the store's state and follows it.</summary>
public abstract class ShellComponent : ComponentBase, IDisposable
{
    [Inject]
    internal ShellStore Store { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Store.Changed += Follow;

    /// <summary>Stops following.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing) => Store.Changed -= Follow;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    private void Follow() => _ = InvokeAsync(StateHasChanged);
}
