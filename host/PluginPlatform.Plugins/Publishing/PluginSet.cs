using PluginPlatform.Sdk.Plugins;

namespace PluginPlatform.Plugins.Publishing;

/// <summary>The active plugins at one moment. Replaced as a whole, so that nobody sees half a change.</summary>
internal sealed class PluginSet
{
    private readonly Dictionary<Type, Generation> _exports = [];

    public PluginSet(IReadOnlyList<Generation> active)
    {
        Active = active;
        foreach (var generation in active)
        {
            foreach (var contract in generation.Definition.Exports.Keys)
            {
                _exports[contract] = generation;
            }
        }
    }

    public static PluginSet Empty { get; } = new([]);

    /// <summary>Dependencies first.</summary>
    public IReadOnlyList<Generation> Active { get; }

    public Generation? Find(string id) => Active.FirstOrDefault(g => g.Id == id);

    public Generation? Exporter(Type contract) => _exports.GetValueOrDefault(contract);

    public IEnumerable<(Generation Generation, T Contribution)> Contributions<T>()
        where T : class, IContribution =>
        Active.SelectMany(g => g.Definition.Contributions.OfType<T>().Select(c => (g, c)));
}
