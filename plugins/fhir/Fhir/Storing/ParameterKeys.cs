using System.Collections.Frozen;
using Fhir.Engine.Definitions;

namespace Fhir.Storing;

/// <summary>
/// The number under which index rows carry a resource type's search parameter: the 32-bit FNV-1a hash of
/// <c>{type}.{code}</c>. It is the same in every database and survives any change of the definitions.
/// </summary>
internal sealed class ParameterKeys
{
    private readonly FrozenDictionary<int, string> _types;

    /// <summary>Checks that no two parameters of the definitions share a number.</summary>
    /// <exception cref="InvalidOperationException">Two do: one of them needs another name in <see cref="Of"/>.</exception>
    public ParameterKeys(FhirDefinitions definitions)
    {
        var types = new Dictionary<int, string>();
        foreach (var type in definitions.ResourceTypes)
        {
            foreach (var code in definitions.SearchParametersOf(type).Select(p => p.Code).Append(""))
            {
                if (!types.TryAdd(Of(type, code), type))
                {
                    throw new InvalidOperationException($"The search parameter {type}.{code} has the number of another one.");
                }
            }
        }

        _types = types.ToFrozenDictionary();
    }

    /// <summary>The number of a parameter.</summary>
    public static int Of(string type, string code) => unchecked((int)Add(Add(Add(2166136261u, type), "."), code));

    /// <summary>The number of references that no search parameter covers; they are kept for referential integrity.</summary>
    public static int LinkOf(string type) => Of(type, "");

    /// <summary>The resource type a number belongs to; null when no definition has it any more.</summary>
    public string? TypeOf(int key) => _types.GetValueOrDefault(key);

    private static uint Add(uint hash, string text)
    {
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash;
    }
}
