using System.Collections.Frozen;

namespace Mpi.Engine.Normalising;

/// <summary>Which formal names a given name may stand for.</summary>
internal static class Nicknames
{
    private static readonly FrozenDictionary<string, string[]> Roots = Load();

    /// <summary>The formal names behind a name, itself included when it is one; empty for a name not listed.</summary>
    public static string[] RootsOf(string given) => Roots.GetValueOrDefault(given, []);

    public static bool IsKnown(string given) => Roots.ContainsKey(given);

    private static FrozenDictionary<string, string[]> Load()
    {
        var roots = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var line in (NicknameList.Text + "\n" + NicknameList.Variants).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var names = line.Split(' ');
            foreach (var name in names)
            {
                Add(roots, name, names[0]);
            }
        }

        foreach (var name in NicknameList.Others.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            Add(roots, name, name);
        }

        return roots.ToFrozenDictionary(r => r.Key, r => r.Value.ToArray(), StringComparer.Ordinal);
    }

    private static void Add(Dictionary<string, List<string>> roots, string name, string root)
    {
        if (!roots.TryGetValue(name, out var known))
        {
            roots[name] = known = [];
        }

        if (!known.Contains(root))
        {
            known.Add(root);
        }
    }
}
