using System.Reflection;
using System.Security.Cryptography;
using PluginPlatform.Plugins.Manifests;
using PluginPlatform.Sdk.Plugins;

namespace PluginPlatform.Plugins.Loading;

/// <summary>Loads a plugin's code into a context of its own, after its assemblies were held against the manifest.</summary>
internal static class LoadPlugin
{
    public static LoadedPlugin From(InstalledPlugin installed, ContractSet contracts, int generation)
    {
        Verify(installed);
        var entry = Path.Combine(installed.Folder, installed.Manifest.Entry + ".dll");
        var context = new PluginLoadContext(entry, $"{installed.Id}@{installed.Manifest.Version}#{generation}", contracts);
        try
        {
            var assembly = context.Entry;
            RefuseNewerShared(assembly, installed);
            return new(context, assembly, Create(installed, assembly));
        }
        catch (Exception e) when (e is BadImageFormatException or FileNotFoundException or FileLoadException or ReflectionTypeLoadException or TypeLoadException)
        {
            throw new PluginFaultException("plugin.load", $"Its assembly could not be loaded: {e.Message}", $"Rebuild or reinstall {installed.Id}.", e);
        }
    }

    private static void Verify(InstalledPlugin installed)
    {
        foreach (var (file, expected) in installed.Manifest.Assemblies)
        {
            var path = Path.Combine(installed.Folder, file);
            if (!File.Exists(path))
            {
                throw new PluginFaultException("plugin.corrupt", $"{file} is missing from its folder.", $"Reinstall {installed.Id}.");
            }

            using var stream = File.OpenRead(path);
            if (!Convert.ToHexString(SHA256.HashData(stream)).Equals(expected, StringComparison.OrdinalIgnoreCase))
            {
                throw new PluginFaultException("plugin.corrupt", $"{file} differs from what its manifest says.", $"Reinstall {installed.Id}.");
            }
        }
    }

    /// <summary>The host's copy of a shared assembly wins silently, so one that is too old is refused before it fails at some call.</summary>
    private static void RefuseNewerShared(Assembly assembly, InstalledPlugin installed)
    {
        foreach (var reference in assembly.GetReferencedAssemblies().Where(r => SharedAssemblies.Holds(r.Name)))
        {
            var here = SharedAssemblies.Load(reference).GetName().Version;
            if (here < reference.Version)
            {
                throw new PluginFaultException("plugin.shared-version",
                    $"It was built against {reference.Name} {reference.Version} and the host has {here}.",
                    $"Update the host, or install a {installed.Id} built for this one.");
            }
        }
    }

    private static IPlugin Create(InstalledPlugin installed, Assembly assembly)
    {
        var marked = assembly.GetTypes()
            .Where(t => t.GetCustomAttribute<PluginAttribute>() is not null && typeof(IPlugin).IsAssignableFrom(t))
            .ToList();
        if (marked is not [var type] || type.GetCustomAttribute<PluginAttribute>()!.Id != installed.Id)
        {
            throw new PluginFaultException("plugin.entry",
                $"{installed.Manifest.Entry} must hold exactly one class that implements IPlugin and carries [Plugin(\"{installed.Id}\")]; it has {marked.Count}.",
                "Mark the plugin class, with the id of the project file.");
        }

        try
        {
            return (IPlugin)Activator.CreateInstance(type)!;
        }
        catch (Exception e) when (e is TargetInvocationException or MissingMethodException)
        {
            var cause = (e as TargetInvocationException)?.InnerException ?? e;
            throw new PluginFaultException("plugin.constructor", $"The constructor of {type.Name} failed: {cause.GetType().Name}.",
                "Its log has the cause. Do no work in the constructor; declare it in Configure.", cause);
        }
    }
}

/// <summary>A plugin whose code is loaded and whose plugin class exists.</summary>
internal sealed record LoadedPlugin(PluginLoadContext Context, Assembly Assembly, IPlugin Plugin);
