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

    /// <summary>Tells the shell to take the skeleton away.</summary>
    public void Loaded() => loaded();
}
