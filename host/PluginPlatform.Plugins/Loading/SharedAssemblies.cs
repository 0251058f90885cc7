using System.Runtime.Loader;

namespace PluginPlatform.Plugins.Loading;

/// <summary>The assemblies the host shares with plugins: those it was started with. The host's version wins.</summary>
internal static class SharedAssemblies
{
    private static readonly HashSet<string> Names =
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    public static bool Holds(string? name) => name is not null && Names.Contains(name);

    /// <summary>Loads into the default context what a plugin refers to, so that both see one copy.</summary>
    public static System.Reflection.Assembly Load(System.Reflection.AssemblyName name) =>
        AssemblyLoadContext.Default.LoadFromAssemblyName(new(name.Name!));
}
