using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fhir.Engine.Definitions;

namespace Fhir.Engine.Deidentifying;

/// <summary>Walks one resource along its definition and copies what is safe.</summary>
internal sealed class CopyResource(
    FhirDefinitions definitions, DeidentifyOptions options, SubjectTreatment? subject, Func<string, string, bool> isExported, string root)
{
    // The definitions nest no deeper; content that does is hostile and was refused when it was written.
    private const int Deepest = 32;

    private readonly CopyValue _values = new(options, subject);

    /// <returns>Null when it may not stay: what a modifier nobody knows says might turn its meaning (R4 2.4.2).</returns>
    public JsonObject? Resource(JsonElement resource, string id)
    {
        if (resource.GetProperty("resourceType"u8).GetString() is not { } name || definitions.FindType(name) is not { } type
            || !AllowedContent.IsResource(name) || resource.TryGetProperty("implicitRules"u8, out _) || HasModifier(resource))
        {
            return null;
        }

        var copy = new JsonObject { ["resourceType"] = name, ["id"] = id };
        CopyMembers(resource, type, name, copy, 0);
        return copy;
    }

    private static bool HasModifier(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(member => member.NameEquals("modifierExtension"u8) || HasModifier(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasModifier),
        _ => false,
    };

    private void CopyMembers(JsonElement from, TypeDefinition type, string? resource, JsonObject to, int depth)
    {
        foreach (var member in from.EnumerateObject())
        {
            // "_name" holds id and extensions of a primitive; neither is safe.
            if (type.Properties.Find(Encoding.UTF8.GetBytes(member.Name)) is { IsExtension: false } property
                && (resource is null || AllowedContent.IsElement(resource, property.Element.Name))
                && !(to.ContainsKey(member.Name))
                && Copy(member.Value, property, resource, depth) is { } safe)
            {
                to[member.Name] = safe;
            }
        }
    }

    private JsonNode? Copy(JsonElement value, Property property, string? resource, int depth)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return One(value, property, resource, depth);
        }

        var items = new JsonArray();
        foreach (var item in value.EnumerateArray())
        {
            if (One(item, property, resource, depth) is { } safe)
            {
                items.Add(safe);
            }
        }

        return items.Count == 0 ? null : items;
    }

    private JsonNode? One(JsonElement value, Property property, string? resource, int depth)
    {
        var type = property.Type.Type;
        return (resource, property.Element.Name) switch
        {
            ("Patient", "birthDate") => subject is not null && value.ValueKind == JsonValueKind.String ? subject.BirthDate(value.GetString()!) : null,
            ("Patient", "address") => CopyValue.Address(value),
            (_, "extension") => resource == "Patient" ? _values.Extension(value) : null,
            _ when type.IsAnyResource => Contained(value),
            _ when type.Kind == TypeKind.Primitive => _values.Primitive(value, property),
            _ when type.Kind == TypeKind.Backbone || AllowedContent.IsComposite(type.Name) => Inside(value, type, depth),
            _ when type.Name == "Reference" => Reference(value),
            _ => _values.Complex(value, type),
        };
    }

    private JsonObject? Inside(JsonElement value, TypeDefinition type, int depth)
    {
        if (value.ValueKind != JsonValueKind.Object || depth >= Deepest)
        {
            return null;
        }

        var copy = new JsonObject();
        CopyMembers(value, type, null, copy, depth + 1);
        return copy.Count == 0 ? null : copy;
    }

    // A resource inside another has an id of its own, good within it alone (R4 2.4.4).
    private JsonObject? Contained(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("id"u8, out var id) && id.GetString() is { } local
            && value.TryGetProperty("resourceType"u8, out var type) && type.GetString() != "Patient"
            ? Resource(value, Local(local))
            : null;

    private string Local(string id) => SecretHash.Id(options.Key, root, id);

    private JsonObject? Reference(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("reference"u8, out var reference) || reference.GetString() is not { } target)
        {
            return null;
        }

        if (target is ['#', .. var local] && local.Length > 0)
        {
            return new() { ["reference"] = "#" + Local(local) };
        }

        return target.Split('/') is [var type, var id, ..] parts && (parts.Length == 2 || (parts.Length == 4 && parts[2] == "_history"))
            && definitions.IsResourceType(type) && AllowedContent.IsResource(type) && isExported(type, id)
            ? new() { ["reference"] = $"{type}/{SecretHash.Id(options.Key, type, id)}" }
            : null;
    }
}
