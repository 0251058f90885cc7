using System.Diagnostics.CodeAnalysis;

namespace PluginPlatform.Sdk.UI.Fragments;

/// <summary>
/// Carries a model from the prerendered page to its circuit, so that it is loaded (and audited) once. The object itself
/// is handed over within the process and never written into the page; on another node the fragment loads again.
/// </summary>
public interface IFragmentMemory
{
    /// <summary>Takes what the prerendered page kept; each model is given out once.</summary>
    /// <param name="model">The model.</param>
    /// <typeparam name="TModel">Its type; a model of another generation's type is not given out.</typeparam>
    /// <returns>False when there is none: load it.</returns>
    bool TryTake<TModel>([NotNullWhen(true)] out TModel? model)
        where TModel : class;

    /// <summary>Keeps a model for the circuit. Does nothing outside prerendering.</summary>
    /// <param name="model">The model; it must not change afterwards.</param>
    /// <typeparam name="TModel">Its type.</typeparam>
    void Keep<TModel>(TModel model)
        where TModel : class;
}
