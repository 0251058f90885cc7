using System.Reflection;
using System.Runtime.Loader;
using Microsoft.AspNetCore.Components;
using PluginPlatform.Sdk.UI.Slots;

namespace PluginPlatform.Plugins.Building;

/// <summary>Refuses components the shell could not build: the router and the activator see public types, and [Inject] of a
/// plugin's own type would look in the host's container and end the reader's circuit.</summary>
internal static class CheckComponents
{
    public static void In(PluginDefinition definition, AssemblyLoadContext context)
    {
        foreach (var assembly in Assemblies(definition))
        {
            foreach (var component in assembly.GetTypes().Where(t => typeof(IComponent).IsAssignableFrom(t)))
            {
                Verify(component, context);
            }
        }
    }

    /// <summary>Assemblies of this plugin that hold components.</summary>
    public static IReadOnlyList<Assembly> Assemblies(PluginDefinition definition) =>
        [.. definition.Contributions.OfType<SlotFill>().Select(f => f.Component.Assembly)
            .Concat(definition.Contributions.OfType<PageAssembly>().Select(p => p.Assembly))
            .Distinct()];

    private static void Verify(Type component, AssemblyLoadContext context)
    {
        if (component.GetCustomAttributes<RouteAttribute>().Any() && !component.IsPublic)
        {
            throw new PluginFaultException("plugin.component", $"The page {component.Name} is not public, so that the router cannot see it.", "Make it public.");
        }

        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var injected = component.GetProperties(all).FirstOrDefault(p =>
            p.GetCustomAttribute<InjectAttribute>() is not null && AssemblyLoadContext.GetLoadContext(p.PropertyType.Assembly) == context);
        if (injected is not null)
        {
            throw new PluginFaultException("plugin.component",
                $"{component.Name} injects {injected.PropertyType.Name}, which only the plugin's own container knows.",
                "Take it through the component's constructor.");
        }
    }
}
