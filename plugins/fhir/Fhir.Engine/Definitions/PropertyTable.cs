using System.Text;
using Fhir.Engine.Text;

namespace Fhir.Engine.Definitions;

/// <summary>A type's JSON property names: choices spelled out, and "_name" for the rest of a primitive (R4 2.6.1.3).</summary>
internal sealed class PropertyTable
{
    private readonly Utf8Lookup<Property> _byName;

    private PropertyTable(Utf8Lookup<Property> byName) => _byName = byName;

    public static PropertyTable Build(IReadOnlyList<ElementDefinition> elements)
    {
        var properties = new List<KeyValuePair<byte[], Property>>(elements.Count * 2);
        foreach (var element in elements)
        {
            foreach (var type in element.Types)
            {
                var name = element.IsChoice ? element.Name + Capitalised(type.Type.Name) : element.Name;
                properties.Add(new(Encoding.UTF8.GetBytes(name), new Property(element, type, name, false)));
                if (type.Type.Kind == TypeKind.Primitive)
                {
                    properties.Add(new(Encoding.UTF8.GetBytes("_" + name), new Property(element, type, name, true)));
                }
            }
        }
        return new PropertyTable(new Utf8Lookup<Property>(properties));
    }

    public Property? Find(ReadOnlySpan<byte> name) => _byName.Find(name);

    private static string Capitalised(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
