using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Sdk.UI.Slots;

namespace PluginPlatform.Sdk.UI.Fragments;

/// <summary>What the shell cascades to a fragment: its fill, the gate, and where to say that it is ready.</summary>
/// <param name="fill">The fill being drawn.</param>
/// <param name="gate">The gate its loading passes.</param>
/// <param name="loaded">Called when the model is there.</param>
public sealed class FragmentFrame(SlotFill fill, IFragmentGate gate, Action loaded)
{
    /// <summary>The fill being drawn.</summary>
    public SlotFill Fill { get; } = fill;

    /// <summary>The gate its loading passes.</summary>
    public IFragmentGate Gate { get; } = gate;

    /// <summary>Hands models from the prerendered page to the circuit; null when nothing is handed over.</summary>
    public IFragmentMemory? Memory { get; init; }

    /// <summary>
    /// Ends when the page will not wait longer (prerendering only): the fragment then leaves its skeleton in the page and
    /// loads in the circuit. Null waits until the gate's own time-out.
    /// </summary>
    public CancellationToken? Patience { get; init; }

    /// <summary>Tells the shell to take the skeleton away.</summary>
    public void Loaded() => loaded();
}
