using Microsoft.AspNetCore.Components;

namespace PluginPlatform.Sdk.UI.Hosting;

/// <summary>
/// Stands in for a component that could not be constructed. An exception while the renderer creates a component ends the
/// circuit and no error boundary sees it; an activator that returns this instead turns it into the slot's fallback.
/// </summary>
/// <param name="cause">What the slot's frame shows.</param>
public sealed class BrokenFragment(FragmentFailedException cause) : IComponent
{
    /// <inheritdoc/>
    public void Attach(RenderHandle renderHandle)
    {
        // Never renders.
    }

    /// <inheritdoc/>
    public Task SetParametersAsync(ParameterView parameters) => Task.FromException(cause);
}
