using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Fhir.Engine.Definitions;

namespace Fhir.Engine.Tests.External;

/// <summary>FHIR's XML form as its JSON form, so that cases written in XML can be run. What the definitions do not know stays, to be found.</summary>
internal static class XmlContent
{
    private static readonly XNamespace Fhir = "http://hl7.org/fhir";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>The JSON form, or null when the XML is malformed or no FHIR.</summary>
    public static string? ToJson(string path)
    {
        try
        {
            var root = XDocument.Load(path, LoadOptions.PreserveWhitespace).Root!;
            return root.Name.Namespace == Fhir ? Resource(root).ToJsonString() : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static JsonObject Resource(XElement element)
    {
        var json = new JsonObject { ["resourceType"] = element.Name.LocalName };
        AddChildren(json, element, R4.Definitions.FindType(element.Name.LocalName));
        return json;
    }

    private static void AddChildren(JsonObject json, XElement element, TypeDefinition? type)
    {
        // Text between elements is no FHIR: it becomes a property nobody knows.
        if (element.Nodes().OfType<XText>().Any(t => !string.IsNullOrWhiteSpace(t.Value)))
        {
            json["#text"] = true;
        }
        foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration && a.Name.Namespace == XNamespace.None && a.Name != "value"))
        {
            json[attribute.Name.LocalName] = attribute.Value;
        }
        foreach (var group in element.Elements().GroupBy(e => e.Name.LocalName))
        {
            var (declared, childType) = Find(type, group.Key);
            var items = group.ToList();
            if (childType?.Kind == TypeKind.Primitive && childType.Name != "xhtml")
            {
                AddPrimitives(json, group.Key, items, childType, declared!.IsList);
                continue;
            }
            var values = items.Select(item => (JsonNode?)Complex(item, childType)).ToArray();
            json[group.Key] = declared?.IsList == true || values.Length > 1 ? new JsonArray(values) : values[0];
        }
    }

    private static JsonNode Complex(XElement item, TypeDefinition? type)
    {
        if (item.Name.Namespace == Xhtml)
        {
            return JsonValue.Create(item.ToString(SaveOptions.DisableFormatting));
        }
        if (type is { Kind: TypeKind.Resource } && item.Elements().FirstOrDefault() is { } inner)
        {
            return Resource(inner);
        }
        var json = new JsonObject();
        AddChildren(json, item, type);
        return json;
    }

    private static void AddPrimitives(JsonObject json, string name, List<XElement> items, TypeDefinition type, bool isList)
    {
        var values = items.Select(i => Value(i.Attribute("value")?.Value, type)).ToArray();
        var rest = items.Select(i =>
        {
            var more = new JsonObject();
            AddChildren(more, i, R4.Definitions.FindType("Element"));
            return (JsonNode?)(more.Count == 0 ? null : more);
        }).ToArray();
        var many = isList || items.Count > 1;
        if (values.Any(v => v is not null) || rest.All(r => r is null))
        {
            json[name] = many ? new JsonArray(values) : values[0];
        }
        if (rest.Any(r => r is not null))
        {
            json["_" + name] = many ? new JsonArray(rest) : rest[0];
        }
    }

    private static JsonNode? Value(string? text, TypeDefinition type) => text is null ? null : type.Name switch
    {
        "boolean" when text is "true" or "false" => JsonValue.Create(text == "true"),
        "integer" or "decimal" or "positiveInt" or "unsignedInt" when decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _) =>
            JsonNode.Parse(text),
        _ => JsonValue.Create(text),
    };

    private static (ElementDefinition? Element, TypeDefinition? Type) Find(TypeDefinition? type, string name)
    {
        foreach (var element in type?.Elements ?? [])
        {
            foreach (var option in element.Types)
            {
                if (name == (element.IsChoice ? element.Name + char.ToUpperInvariant(option.Type.Name[0]) + option.Type.Name[1..] : element.Name))
                {
                    return (element, option.Type);
                }
            }
        }
        return (null, null);
    }
}
