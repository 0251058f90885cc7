using System.Runtime.Loader;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Plugins.Loading;

namespace PluginPlatform.Plugins.Fragments;

/// <summary>Builds components: a plugin's from its own container, by constructor; everything else as the framework would.</summary>
internal sealed class PluginComponentActivator(IServiceProvider services, ReaderScopes scopes) : IComponentActivator
{
    public IComponent CreateInstance(Type componentType)
    {
        var context = AssemblyLoadContext.GetLoadContext(componentType.Assembly);
        var provider = context is PluginLoadContext plugin ? scopes.For(plugin) : services;
        return (IComponent)ActivatorUtilities.CreateInstance(provider, componentType);
    }
}
