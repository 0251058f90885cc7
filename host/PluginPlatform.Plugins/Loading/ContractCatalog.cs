using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text;
using PluginPlatform.Plugins.Manifests;

namespace PluginPlatform.Plugins.Loading;

/// <summary>
/// Loads each contracts assembly once per closure hash: the hash of the assembly and of every contracts assembly it refers
/// to. Two plugins that see the same closure share types; a changed contract anywhere below makes a new identity, because
/// an old B.Contracts bound to the old A.Contracts could not exchange types with the new one.
/// </summary>
internal sealed class ContractCatalog
{
    private readonly Dictionary<string, Assembly> _byClosure = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>The contracts of a set of plugins, by assembly name.</summary>
    public ContractSet For(IEnumerable<InstalledPlugin> plugins)
    {
        var files = new Dictionary<string, ContractFile>(StringComparer.Ordinal);
        foreach (var plugin in plugins)
        {
            foreach (var name in plugin.Manifest.Contracts)
            {
                files[name] = ContractFile.Read(Path.Combine(plugin.Folder, name + ".dll"));
            }
        }

        var closures = files.Keys.ToDictionary(name => name, name => ClosureHash(name, files));
        return new(this, files, closures);
    }

    internal Assembly Load(string closure, string path, ContractSet set)
    {
        lock (_gate)
        {
            if (_byClosure.TryGetValue(closure, out var loaded))
            {
                return loaded;
            }

            loaded = new ContractsLoadContext(set, Path.GetFileNameWithoutExtension(path) + "@" + closure[..8]).LoadFromAssemblyPath(path);
            _byClosure.Add(closure, loaded);
            return loaded;
        }
    }

    private static string ClosureHash(string name, Dictionary<string, ContractFile> files)
    {
        var closure = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var open = new Stack<string>([name]);
        while (open.TryPop(out var next))
        {
            if (closure.TryAdd(next, files[next].Hash))
            {
                foreach (var reference in files[next].References.Where(files.ContainsKey))
                {
                    open.Push(reference);
                }
            }
        }

        var text = string.Join('\n', closure.Select(c => $"{c.Key}={c.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private sealed class ContractsLoadContext(ContractSet set, string name) : AssemblyLoadContext(name)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            SharedAssemblies.Holds(assemblyName.Name) ? SharedAssemblies.Load(assemblyName) : set.Find(assemblyName.Name!);
    }
}

/// <summary>A contracts assembly on disk: its hash and what it refers to, read without loading it.</summary>
internal sealed record ContractFile(string Path, string Hash, IReadOnlyList<string> References)
{
    public static ContractFile Read(string path)
    {
        using var file = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        file.Position = 0;
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name)).ToList();
        return new(path, hash, references);
    }
}

/// <summary>The contracts that one set of resolved plugins exchanges.</summary>
internal sealed class ContractSet(
    ContractCatalog catalog, IReadOnlyDictionary<string, ContractFile> files, IReadOnlyDictionary<string, string> closures)
{
    public Assembly? Find(string name) =>
        files.TryGetValue(name, out var file) ? catalog.Load(closures[name], file.Path, this) : null;

    /// <summary>The identity of a contracts assembly within this set; null when it is no contract.</summary>
    public string? Closure(string name) => closures.GetValueOrDefault(name);
}
