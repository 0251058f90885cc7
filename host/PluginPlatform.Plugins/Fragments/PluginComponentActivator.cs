using System.Runtime.Loader;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Plugins.Loading;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Plugins.Fragments;

/// <summary>Builds components: a plugin's from its own container, by constructor; everything else as the framework would.</summary>
internal sealed class PluginComponentActivator(IServiceProvider services, ReaderScopes scopes) : IComponentActivator
{
    public IComponent CreateInstance(Type componentType) =>
        AssemblyLoadContext.GetLoadContext(componentType.Assembly) is PluginLoadContext plugin
            ? CreateIn(plugin, componentType)
            : (IComponent)ActivatorUtilities.CreateInstance(services, componentType);

    /// <summary>An exception here would end the reader's circuit, past every error boundary; a stand-in fails inside one.</summary>
    private IComponent CreateIn(PluginLoadContext plugin, Type componentType)
    {
        try
        {
            return (IComponent)ActivatorUtilities.CreateInstance(scopes.For(plugin), componentType);
        }
        catch (Exception e)
        {
            return new BrokenFragment(new FragmentFailedException(plugin.Name!.Replace('@', ' ').Split('#')[0], "fragment.failed", e));
        }
    }
}
