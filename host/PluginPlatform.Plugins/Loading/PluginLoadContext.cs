using System.Reflection;
using System.Runtime.Loader;

namespace PluginPlatform.Plugins.Loading;

/// <summary>
/// One generation of one plugin. Not collectible: collectible contexts cannot use precompiled code and unload only by
/// tricks, so generations stand side by side and a retired one's memory is counted instead (see docs/adr/0004).
/// </summary>
internal sealed class PluginLoadContext(string entryPath, string name, ContractSet contracts) : AssemblyLoadContext(name)
{
    private readonly AssemblyDependencyResolver _resolver = new(entryPath);

    public Assembly Entry => LoadFromAssemblyPath(entryPath);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (SharedAssemblies.Holds(assemblyName.Name))
        {
            return SharedAssemblies.Load(assemblyName);
        }

        if (contracts.Find(assemblyName.Name!) is { } contract)
        {
            return contract;
        }

        var path = _resolver.ResolveAssemblyToPath(assemblyName) ?? Beside(assemblyName.Name!);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private string? Beside(string name)
    {
        var path = Path.Combine(Path.GetDirectoryName(entryPath)!, name + ".dll");
        return File.Exists(path) ? path : null;
    }
}
