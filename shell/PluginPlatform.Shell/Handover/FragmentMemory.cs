using System.Diagnostics.CodeAnalysis;
using PluginPlatform.Sdk.UI.Fragments;

namespace PluginPlatform.Shell.Handover;

/// <summary>One fragment's place in the page's hand-over.</summary>
internal sealed class FragmentMemory(PageHandover handover, string key, bool prerendering) : IFragmentMemory
{
    public bool TryTake<TModel>([NotNullWhen(true)] out TModel? model)
        where TModel : class
    {
        model = null;
        return !prerendering && handover.TryTake(key, out model);
    }

    public void Keep<TModel>(TModel model)
        where TModel : class
    {
        if (prerendering)
        {
            handover.Keep(key, model);
        }
    }
}
