using System.Text;
using System.Text.Json;
using Fhir.Engine.Definitions;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.Writing;

/// <summary>The members of a JSON object with their values as written.</summary>
internal static class JsonMembers
{
    /// <summary>The members of a resource with the element each belongs to; null for resourceType.</summary>
    public static IEnumerable<(string Name, string Value, string? Element)> Of(FhirResource resource)
    {
        var properties = resource.Type.Properties;
        return Of(resource.Json.Span).Select(m => (m.Name, m.Value, ElementOf(properties, m.Name)));
    }

    public static List<(string Name, string Value)> Of(ReadOnlySpan<byte> json)
    {
        var members = new List<(string, string)>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ResourceParser.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            members.Add((name, Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed])));
        }
        return members;
    }

    private static string? ElementOf(PropertyTable properties, string name) =>
        properties.Find(Encoding.UTF8.GetBytes(name))?.Element.Name;
}
